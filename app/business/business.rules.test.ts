import { describe, expect, test } from "vitest";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import {
	accountNameFits,
	type BusinessKind,
	businessSections,
	figuresAreCurrent,
	figuresYear,
	taxCodeFits,
} from "./business.rules.ts";

describe("the holder of the account", () => {
	test.each([
		["Công ty TNHH Nội Thất Mộc Lá Sen", "CONG TY TNHH NOI THAT MOC LA SEN"],
		["Công ty Trách nhiệm hữu hạn Một thành viên Nội Thất Mộc Lá Sen", "CTY TNHH MTV NOI THAT MOC LA SEN"],
		["Công ty Cổ phần Thương mại và Dịch vụ Gió Nam", "CTCP TM & DV GIO NAM"],
		["Công ty cổ phần Gió-Nam", "Cong ty CP Gio Nam"],
		["Công ty TNHH Sản xuất Thương mại Xuất nhập khẩu Đước Xanh", "CONG TY TNHH SX TM XNK DUOC XANH"],
		["Hợp tác xã Rau Sạch Bến Gỗ", "HTX RAU SACH BEN GO"],
		["Doanh nghiệp tư nhân Hương Chanh", "DNTN HUONG CHANH"],
		["Công ty TNHH hai thành viên trở lên Vàm Cũ", "CONG TY TNHH VAM CU"],
	])("%s may hold its account as %s", (legalName, accountName) => {
		expect(accountNameFits("company", legalName, accountName)).toBe(true);
	});

	test.each([
		["Công ty TNHH Nội Thất Mộc Lá Sen", "NGUYEN VAN AN"],
		["Công ty TNHH Nội Thất Mộc Lá Sen", "CONG TY TNHH NOI THAT MOC LA SEN 2"],
		["Công ty TNHH Nội Thất Mộc Lá Sen", "CONG TY TNHH MOC LA SEN"],
		["Công ty TNHH Nội Thất Mộc Lá Sen", "CONG TY TNHH"],
		["Công ty TNHH", "CONG TY CO PHAN"],
	])("%s does not hold the account of %s", (legalName, accountName) => {
		expect(accountNameFits("company", legalName, accountName)).toBe(false);
	});

	test("a household business is paid on its owner's account", () => {
		expect(accountNameFits("household", "Hộ kinh doanh Bánh Mì Bến Đò", "TRAN THI BEN")).toBe(true);
	});
});

describe("figures", () => {
	test("are asked for the year before", () => {
		expect(figuresYear("2026-11-23")).toBe(2025);
		expect(figuresYear("2026-01-01")).toBe(2025);
	});

	test.each([
		[2025, "2026-11-23", true],
		[2024, "2026-11-23", false],
		[2024, "2026-03-31", true],
		[2024, "2026-04-01", false],
		[2023, "2026-03-31", false],
	])("of %s count on %s: %s", (year, today, current) => {
		expect(figuresAreCurrent(year, today)).toBe(current);
	});
});

test.each([
	["company", "0312687878", true],
	["company", "0312687878-001", true],
	["company", "079185000123", false],
	["cooperative", "079185000123", false],
	["household", "079185000123", true],
	["household", "0312687878", true],
] as const)("a %s may have the tax code %s: %s", (kind: BusinessKind, typed, fits) => {
	const read = readTaxCode(typed);
	expect(read.ok && taxCodeFits(kind, read.taxCode)).toBe(fits);
});

test("sections that are no business cannot be chosen", () => {
	expect(businessSections).toHaveLength(18);
	expect(businessSections).not.toContain("O");
});

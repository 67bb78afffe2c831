import { expect, test } from "vitest";
import { kindByName } from "./vault.rules.ts";

test.each([
	["bao-gia-1.pdf", "quotation"],
	["Báo giá An Phú.pdf", "quotation"],
	["BAO_GIA_2026.PDF", "quotation"],
	["baogia2.pdf", "quotation"],
	["chào giá phần mềm.pdf", "quotation"],
	["Quotation No. 12.pdf", "quotation"],
	["BCTC2025.pdf", "financial-report"],
	["bao-cao-tai-chinh-2025.pdf", "financial-report"],
	["Báo cáo tài chính năm 2025 (đã kiểm toán).pdf", "financial-report"],
	["financial statements.pdf", "financial-report"],
	["dang-ky-kinh-doanh.pdf", "other"],
	["bao-giay-chung-nhan.pdf", "other"],
	["IMG_2026.jpg", "other"],
	["constructor", "other"],
])("%s looks like %s", (name, kind) => {
	expect(kindByName(name)).toBe(kind);
});

import { describe, expect, test } from "vitest";
import { readForm } from "#app/form/read-form.ts";
import { bankAccountForm, figuresForm, groupsForm, registrationForm } from "./business.forms.ts";

function formOf(fields: Record<string, string>): FormData {
	const formData = new FormData();
	for (const [name, value] of Object.entries(fields)) formData.set(name, value);
	return formData;
}

function faultyFields(read: { ok: boolean; fieldErrors?: Record<string, string> }): string[] {
	return Object.keys(read.fieldErrors ?? {});
}

const registration = {
	businessId: "6f1c8b1e-3c55-4f0e-9d2a-5b1f7a3f2a10",
	kind: "company",
	taxCode: "0312687878-001",
	legalName: "Công ty TNHH Gió Chướng",
	section: "G",
	street: "1 Lê Lợi",
	wardCode: "26740",
	phone: "(028) 3822 1234",
};

describe("registration", () => {
	test("is read as the register writes it", () => {
		expect(readForm(registrationForm, formOf(registration))).toMatchObject({
			ok: true,
			data: {
				taxCode: { digits: "0312687878", branch: "001", kind: "enterprise" },
				phone: "+842838221234",
				wardCode: "26740",
			},
		});
	});

	test.each([
		[{ taxCode: "0102182358" }, ["taxCode"]],
		[{ taxCode: "079185000123" }, ["taxCode"]],
		[{ taxCode: "079185000123", kind: "household" }, []],
		[{ taxCode: "" }, ["taxCode"]],
		[{ kind: "bank" }, ["kind"]],
		[{ section: "O" }, ["section"]],
		[{ section: "", wardCode: "" }, ["section", "wardCode"]],
		[{ wardCode: "00001" }, ["wardCode"]],
		[{ phone: "0951234567" }, ["phone"]],
		[{ phone: "" }, []],
		[{ legalName: "A".repeat(201), street: " " }, ["legalName", "street"]],
		[{ legalName: "Khẩn: vào https://evil.vn xác nhận" }, ["legalName"]],
		[{ legalName: "Xem WWW.evil.vn" }, ["legalName"]],
		[{ legalName: "Viết cho a@evil.vn" }, ["legalName"]],
		[{ legalName: "Công ty TNHH TM.DV Gió Chướng (TP.HCM)" }, []],
		[{ businessId: "1; drop table business" }, ["businessId"]],
	])("with %j has faults in %j", (change, fields) => {
		expect(faultyFields(readForm(registrationForm, formOf({ ...registration, ...change })))).toEqual(fields);
	});

	test("of nothing at all names every field that must be there", () => {
		const fields = ["businessId", "kind", "taxCode", "legalName", "section", "street", "wardCode"];
		expect(faultyFields(readForm(registrationForm, new FormData()))).toEqual(fields);
	});
});

describe("figures", () => {
	const figures = {
		year: "2025",
		employees: "34",
		womenEmployees: "20",
		revenueDong: "",
		capitalDong: "15.000.000.000",
	};

	test("may lack a revenue", () => {
		expect(readForm(figuresForm, formOf(figures))).toMatchObject({
			data: { year: 2025, employees: 34, womenEmployees: 20, revenueDong: null, capitalDong: 15_000_000_000n },
		});
	});

	test.each([
		[{ womenEmployees: "35" }, ["womenEmployees"]],
		[{ employees: "" }, ["employees"]],
		[{ employees: "ba mươi" }, ["employees"]],
		[{ employees: "-1" }, ["employees"]],
		[{ revenueDong: "28.400 tỷ", capitalDong: "" }, ["revenueDong", "capitalDong"]],
		[{ capitalDong: "0" }, []],
	])("with %j has faults in %j", (change, fields) => {
		expect(faultyFields(readForm(figuresForm, formOf({ ...figures, ...change })))).toEqual(fields);
	});
});

test("groups not ticked are not declared", () => {
	expect(readForm(groupsForm, formOf({ womenOwned: "on" }))).toMatchObject({
		data: { womenOwned: true, socialEnterprise: false },
	});
});

describe("the bank account", () => {
	const account = { bankBin: "970436", number: "0071 0009 9887", accountName: "CONG TY TNHH GIO CHUONG" };

	test.each([
		[{}, []],
		[{ number: "12345" }, ["number"]],
		[{ number: "1".repeat(20) }, ["number"]],
		[{ number: "00710009988A" }, ["number"]],
		[{ bankBin: "970000" }, ["bankBin"]],
		[{ accountName: "東京" }, ["accountName"]],
		[{ accountName: "Ðặng Thị Ước" }, []],
		[{ bankBin: "", number: "", accountName: "" }, ["bankBin", "number", "accountName"]],
	])("with %j has faults in %j", (change, fields) => {
		expect(faultyFields(readForm(bankAccountForm, formOf({ ...account, ...change })))).toEqual(fields);
	});
});

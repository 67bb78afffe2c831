import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { m } from "#messages/messages.js";
import {
	dateBoxes,
	dong,
	email,
	longText,
	optionalDateText,
	optionalDong,
	optionalPhone,
	taxCode,
	text,
	tick,
	wholeNumber,
} from "./fields.ts";
import { readForm } from "./read-form.ts";

function formOf(fields: [string, string][]): FormData {
	const formData = new FormData();
	for (const [name, value] of fields) formData.append(name, value);
	return formData;
}

const schema = z.object({
	name: text(20),
	lines: z.array(z.object({ price: dong(), taxCode: taxCode() })),
	agreed: tick(),
});

describe("reading a form", () => {
	test("what was pasted counts as what was seen, in every kind of field", () => {
		const pasted = z.object({
			name: text(12),
			note: longText(20),
			email: email(),
			phone: optionalPhone(),
			taxCode: taxCode(),
			price: dong(),
			on: dateBoxes(),
			employees: wholeNumber(),
			code: z.string(),
			password: z.string(),
		});
		const read = readForm(
			pasted,
			formOf([
				["name", `Ðặng\u200b\r\n=Thị\u00a0Ế${"\u200b".repeat(200)}`.normalize("NFD")],
				["note", "một\r\n\thai\u2028\u200bba"],
				["email", "\u2068Chu@donbay.example\u2069\ufeff"],
				["phone", "\u202a(０２８)\u202c 3822–1234"],
				["taxCode", "0300\u200b588\u2011569\u00a0"],
				["price", "\ufeff118\u202f000\u202f000\u00a0ðồng"],
				["on.day", "0\u200b5"],
				["on.month", "\u00a011"],
				["on.year", "２０２６"],
				["employees", "3\u206024"],
				["code", "\u200e123 456"],
				["password", "a\u200b  b"],
			]),
		);
		expect(read).toMatchObject({
			ok: true,
			data: {
				name: "Đặng =Thị Ế",
				note: "một\nhai\nba",
				email: "chu@donbay.example",
				phone: "+842838221234",
				taxCode: { digits: "0300588569" },
				price: 118_000_000n,
				on: "2026-11-05",
				employees: 324,
				code: "123 456",
				password: "a\u200b  b",
			},
		});
	});

	test("nests rows by their numbers and types every value", () => {
		const read = readForm(
			schema,
			formOf([
				["name", "  Lá Sen "],
				["lines.1.price", "118.000.000"],
				["lines.1.taxCode", "0300588569"],
				["lines.0.price", "72,000,000"],
				["lines.0.taxCode", "03 0058 8569"],
				["agreed", "on"],
			]),
		);
		expect(read).toMatchObject({
			ok: true,
			data: { name: "Lá Sen", agreed: true, lines: [{ price: 72_000_000n }, { price: 118_000_000n }] },
		});
	});

	test("gives back what was typed, and one message a field, but never a password", () => {
		const read = readForm(
			z.object({ password: text(), lines: z.array(z.object({ price: dong() })) }),
			formOf([
				["password", "secret"],
				["lines.0.price", "12 thùng"],
				["note", "kept"],
			]),
		);
		expect(read).toMatchObject({ ok: false, given: { "lines.0.price": "12 thùng", note: "kept" } });
		if (read.ok) return;
		expect(Object.keys(read.fieldErrors)).toEqual(["lines.0.price"]);
		expect(read.fieldErrors["lines.0.price"]).toMatch(/số nguyên đồng/);
		expect(read.given).not.toHaveProperty("password");
	});

	test.each([
		["9 tỷ 500 triệu", 9_500_000_000n],
		["1.500 triệu", "“1.500 triệu” có thể là 1.500.000\u00A0đ hoặc 1.500.000.000\u00A0đ. Hãy ghi đủ các chữ số."],
		["9 tỷ 5", /^Chưa rõ đơn vị của số “5”/],
		["9 thùng", /số nguyên đồng/],
	])("takes the amount %j, or says what to do about it", (typed, expected) => {
		const read = readForm(z.object({ price: dong() }), formOf([["price", typed]]));
		if (typeof expected === "bigint") expect(read).toMatchObject({ ok: true, data: { price: expected } });
		else expect(read).toMatchObject({ ok: false, fieldErrors: { price: expect.stringMatching(expected) } });
	});

	test.each([
		["31", "02", "2026"],
		["", "", ""],
		["1", "13", "2026"],
		["x", "1", "2026"],
	])("refuses the date %s/%s/%s", (day, month, year) => {
		const read = readForm(
			z.object({ on: dateBoxes() }),
			formOf([
				["on.day", day],
				["on.month", month],
				["on.year", year],
			]),
		);
		expect(read).toMatchObject({ ok: false, fieldErrors: { on: expect.stringMatching(/Ngày không đúng/) } });
	});

	test.each([
		["", "", "Hãy ghi ngày lập hóa đơn."],
		["31", "02", expect.stringMatching(/Ngày không đúng/)],
	])("asks for a date in its own words where none is given: %s/%s", (day, month, said) => {
		const form = z.object({ on: dateBoxes(m.house_field_date, m.claim_fault_issued_missing) });
		const read = readForm(
			form,
			formOf([
				["on.day", day],
				["on.month", month],
				["on.year", day && "2026"],
			]),
		);
		expect(read).toMatchObject({ ok: false, fieldErrors: { on: said } });
	});

	test("an empty optional amount is null, letters in a number are refused", () => {
		const amounts = z.object({ revenue: optionalDong(), employees: wholeNumber() });
		expect(readForm(amounts, formOf([["employees", "34"]]))).toMatchObject({
			ok: true,
			data: { revenue: null, employees: 34 },
		});
		expect(readForm(amounts, formOf([["employees", "ba mươi"]])).ok).toBe(false);
	});

	test.each([
		["1.000", 1_000],
		["12,000", 12_000],
		["1'000", 1_000],
		["1\u00a0000", 1_000],
		["１０", 10],
		["0", 0],
		["12.5", null],
		["1.0", null],
		["10.", null],
		["1.00", null],
		["1.0000", null],
		["+10", null],
		["1e3", null],
		["1".repeat(30), null],
	])("the whole number %j is %j", (typed, number) => {
		const read = readForm(z.object({ employees: wholeNumber() }), formOf([["employees", typed]]));
		expect(read.ok ? read.data.employees : null).toBe(number);
	});

	test.each([
		["23 / 11 / 2026", "2026-11-23"],
		["ngày 23 tháng 11 năm 2026", "2026-11-23"],
		["2026-11-23", "2026-11-23"],
		["23 – 11 – 2026", "2026-11-23"],
		["", null],
	])("the day of a filter %j is %j", (typed, on) => {
		expect(readForm(z.object({ on: optionalDateText() }), formOf([["on", typed]]))).toMatchObject({
			ok: true,
			data: { on },
		});
	});

	test("a day that cannot be read is said to be none, however long it is", () => {
		const read = readForm(z.object({ on: optionalDateText() }), formOf([["on", "thứ Hai tuần trước"]]));
		expect(read).toMatchObject({ ok: false, fieldErrors: { on: m.house_field_date() } });
	});

	test("a tampered form of any shape is read without an exception", () => {
		const names = fc.oneof(
			fc.constantFrom(
				"lines.0.price",
				"lines",
				"lines.x",
				"name.0.1.2.3.4.5.6.7",
				"__proto__.polluted",
				"constructor.prototype.x",
			),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(names, fc.string())), (fields) => {
				readForm(schema, formOf(fields));
				expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			}),
		);
	});

	/** A form that counts how often it is walked through. */
	class CountedForm extends FormData {
		walks = 0;
		override entries() {
			this.walks++;
			return super.entries();
		}
		override [Symbol.iterator]() {
			this.walks++;
			return super[Symbol.iterator]();
		}
		override getAll(name: string) {
			this.walks++;
			return super.getAll(name);
		}
		override get(name: string) {
			this.walks++;
			return super.get(name);
		}
	}

	test.each([
		["distinct names", (at: number) => `f${at}`],
		["one name", () => "a"],
		["rows", (at: number) => `lines.${at}.price`],
	])("walks once through a form of 100,000 fields with %s", (_what, nameOf) => {
		const form = new CountedForm();
		for (let at = 0; at < 100_000; at++) form.append(nameOf(at), "");
		const given = readForm(z.object({ note: text() }), form).given;
		expect(form.walks).toBe(1);
		expect(Object.values(given).flat()).toHaveLength(100_000);
	});
});

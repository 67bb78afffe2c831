import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { type ColumnMapping, guessHead } from "../answer-columns.ts";
import type { AnswerRow } from "../answer-row.ts";
import { readAnswer, readAnswerFile, rowsOf } from "../read-answer.server.ts";
import { guessReading } from "./guess-reading.ts";
import { readTableDay } from "./table-day.ts";

// Every form of a bank's table that matters here, with what is done.

const bytes = (text: string) => new TextEncoder().encode(text);
const tableOf = (text: string | Uint8Array) => {
	const read = readAnswer(typeof text === "string" ? bytes(text) : text);
	return "table" in read ? read.table : [];
};

/** Read as the page proposes it, and a person confirms. */
const proposed = (text: string | Uint8Array, change: Partial<ColumnMapping> = {}) => {
	const table = tableOf(text);
	const guess = { ...guessReading(table, guessHead(table)), ...change };
	return rowsOf({ format: "csv", table, isLegacy: false }, guess as ColumnMapping) ?? [];
};

const HEAD = "Mã chi,Số tiền,Kết quả,Ngày,Ghi chú";
const line = (amount: string, day = "26/11/2026") => `CT-2026-00017,${amount},Thành công,${day},ok`;
const paid: Partial<AnswerRow> = {
	reference: "CT-2026-00017",
	answer: "paid",
	amountDong: 4_800_000n,
	on: "2026-11-26",
};
const unclear: Partial<AnswerRow> = { ...paid, answer: "unclear", amountDong: null };
const wide = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
const LETTERHEAD = "NGÂN HÀNG TMCP MẪU\nSố tài khoản:,0009990001\nTừ ngày 25/11/2026 đến 26/11/2026\n\n";
const STATEMENT = "Ngày GD;Diễn giải;Ghi nợ;Ghi có;Số dư";

describe("a table is read", () => {
	test.each<[string, string | Uint8Array, Partial<AnswerRow>[]]>([
		["plainly", `${HEAD}\n${line("4800000")}`, [paid]],
		["with grouped amounts and decimals", `${HEAD}\n${line('"4,800,000.00"')}`, [paid]],
		["with the other marks", `${HEAD}\n${line('"4.800.000,00"')}`, [paid]],
		["with blanks in amounts", `${HEAD}\n${line("4 800 000")}`, [paid]],
		["with a sign before", `${HEAD}\n${line('"-4,800,000"')}`, [paid]],
		["with a sign after", `${HEAD}\n${line('"4,800,000-"')}`, [paid]],
		["with parentheses", `${HEAD}\n${line('"(4,800,000.00)"')}`, [paid]],
		["behind a letterhead", `${LETTERHEAD}${HEAD}\n${line("4800000")}`, [paid]],
		["without its totals", `${HEAD}\n${line("4800000")}\nTổng cộng,4800000\n,"Cộng: 1 món",,,`, [paid]],
		["without the head of its second page", `${HEAD}\n${line("4800000")}\n${HEAD}\n${line("4800000")}`, [paid, paid]],
		["with sep=", `sep=;\n${HEAD.replaceAll(",", ";")}\n${line("4800000").replaceAll(",", ";")}`, [paid]],
		[
			"with sep= in quotes",
			`"sep=|"\r\n${HEAD.replaceAll(",", "|")}\r\n${line("4800000").replaceAll(",", "|")}`,
			[paid],
		],
		[
			"with commas in its cells and semicolons between them",
			`${HEAD.replaceAll(",", ";")}\nCT-2026-00017;4.800.000,00;Thành công;26/11/2026;a, b, c, d`,
			[paid],
		],
		[
			"with separators in quotes",
			`${HEAD}\nCT-2026-00017,4800000,Thành công,26/11/2026,"a, ""b""; c"`,
			[{ ...paid, said: 'a, "b"; c' }],
		],
		[
			"with quotes that are letters",
			`${HEAD}\nCT-2026-00017,4800000,Thành công,26/11/2026,thép 5" tấm`,
			[{ ...paid, said: 'thép 5" tấm' }],
		],
		[
			"with a short line for a person",
			`${HEAD}\n${line("4800000")}\nCT-2026-00018,5`,
			[paid, { reference: "CT-2026-00018", answer: "unclear", on: null }],
		],
		["without places for signatures", `${HEAD}\n${line("4800000")}\nNgười lập biểu,,,,Kiểm soát`, [paid]],
		...[
			"Tổng phát sinh",
			"TỔNG NỢ:",
			"Grand total",
			"Ending balance",
			"Balance B/F",
			"Cộng trang",
			"Mang sang trang sau",
		].map((sum): [string, string, Partial<AnswerRow>[]] => [
			`without its ${sum}`,
			`${HEAD}\n${line("4800000")}\n${sum},4800000`,
			[paid],
		]),
		[
			"with a corporation for a person, whose name begins like a sum",
			`${HEAD}\n${line("4800000")}\nTổng công ty Bến Thành,5`,
			[paid, { answer: "unclear", amountDong: 5n, on: null }],
		],
		[
			"with cells that are kept as texts",
			`${HEAD}\n="CT-2026-00017",="4800000",Thành công,="26/11/2026",ok\n'CT-2026-00017,'4800000,Thành công,'26/11/2026,ok`,
			[paid, paid],
		],
		[
			"with formulas of texts in quotes, and line breaks",
			`${HEAD}\n"=""CT-2026-00017""","=""4,800,000""",Thành công,"26/11/2026\n10:15:30",ok`,
			[paid],
		],
		[
			"with a reference that a line break breaks",
			'Ngày,Nội dung,Số tiền,D/C\n26/11/2026,"Ho tro CT-2026-\n00017",4800000,D',
			[paid],
		],
		...["Đã thanh toán", "Giao dịch thành công.", "HOÀN TẤT", "Completed", "GD thành công!"].map(
			(result): [string, string, Partial<AnswerRow>[]] => [
				`with the result ${result}`,
				`${HEAD}\nCT-2026-00017,4800000,${result},26/11/2026,ok`,
				[paid],
			],
		),
		...[
			"Không thành công - Sai tên",
			"Lỗi: AC01",
			"Bị trả lại (sai số tài khoản)",
			"Đã hủy",
			"Bị từ chối",
			"Giao dịch thất bại",
			"Cancelled",
			"Đã hoàn trả",
		].map((result): [string, string, Partial<AnswerRow>[]] => [
			`with the result ${result}`,
			`${HEAD}\nCT-2026-00017,4800000,${result},26/11/2026,ok`,
			[{ ...paid, answer: "failed" }],
		]),
		...["Đang chuyển", "Chờ duyệt", "In progress"].map((result): [string, string, Partial<AnswerRow>[]] => [
			`with the result ${result}`,
			`${HEAD}\nCT-2026-00017,4800000,${result},26/11/2026,ok`,
			[{ ...paid, answer: "waiting" }],
		]),
		...["Thanh toán", "Chưa thành công", "Thành công - chờ hạch toán", "00"].map(
			(result): [string, string, Partial<AnswerRow>[]] => [
				`with the result ${result}, for a person`,
				`${HEAD}\nCT-2026-00017,4800000,${result},26/11/2026,ok`,
				[{ ...paid, answer: "unclear" }],
			],
		),
		["in UTF-16", wide(`${HEAD}\n${line("4800000")}`), [paid]],
		["with two digits of the year", `${HEAD}\n${line("4800000", "26/11/26")}`, [paid]],
		["with an hour", `${HEAD}\n${line("4800000", "26/11/2026 10:15:30 AM")}`, [paid]],
		["with the month first", `${HEAD}\n${line("4800000", "11/26/2026")}`, [paid]],
		["with a day of Excel", `${HEAD}\n${line("4800000", "46352")}`, [paid]],
		["with an amount that may be two, for a person", `${HEAD}\n${line("4.800")}`, [unclear]],
		[
			"with amounts of which another tells the mark",
			`${HEAD}\n${line("4.800.000")}\n${line("4.800")}`,
			[paid, { ...paid, amountDong: 4_800n }],
		],
		["with a part of a đồng, for a person", `${HEAD}\n${line("4800000.5")}`, [unclear]],
		[
			"as a statement: what left is paid, other income is left out",
			`${STATEMENT}\n26/11/2026;CT-2026-00017 Ho tro;4.800.000;;1\n26/11/2026;Luong;;9.000.000;1\n26/11/2026;Hoan CT-2026-00017;;4.800.000;1`,
			[paid, { ...paid, answer: "unclear" }],
		],
		[
			"as a statement whose income stands first",
			"Ngày,Nội dung,Số tiền ghi có,Số tiền ghi nợ\n26/11/2026,CT-2026-00017,,4800000\n27/11/2026,Luong,9000000,",
			[paid],
		],
		[
			"as a statement in English with its income first",
			"Date,Description,Credit Amount,Debit Amount\n26/11/2026,CT-2026-00017,-,4800000\n27/11/2026,Luong,9000000,0",
			[paid],
		],
		[
			"as a statement with short heads, of two days",
			"Ngày hạch toán,Ngày hiệu lực,Diễn giải,PS Có,PS Nợ\n26/11/2026,27/11/2026,CT-2026-00017,,4800000\n26/11/2026,26/11/2026,Luong,5,",
			[paid],
		],
		[
			"as a statement of withdrawals",
			"Date,Remarks,Withdrawal,Deposit\n26/11/2026,CT-2026-00017,4800000,\n27/11/2026,Luong,,9000000",
			[paid],
		],
		[
			"as a statement whose debits all have a sign",
			"Date,Remarks,Debit,Credit\n26/11/2026,CT-2026-00017,-4800000,\n27/11/2026,Luong,,9000000",
			[paid],
		],
		[
			"as a statement in which a sign takes a debit back, for a person",
			"Date,Remarks,Debit,Credit\n26/11/2026,CT-2026-00018,5,\n26/11/2026,CT-2026-00017,-4800000,",
			[
				{ ...paid, reference: "CT-2026-00018", amountDong: 5n },
				{ ...paid, answer: "unclear" },
			],
		],
		[
			"as a statement with D and C",
			"Ngày,Nội dung,Số tiền,D/C\n26/11/2026,CT-2026-00017,4800000,D\n26/11/2026,Luong,9000000,C",
			[paid],
		],
		[
			"as a statement with signs",
			"Ngày,Nội dung,Số tiền\n26/11/2026,CT-2026-00017,-4800000\n26/11/2026,Luong,9000000",
			[paid],
		],
		[
			"as a statement that tells no side, for a person",
			"Ngày,Nội dung,Số tiền\n26/11/2026,CT-2026-00017,4800000",
			[{ ...paid, answer: "unclear" }],
		],
	])("%s", (_how, text, expected) => {
		const read = proposed(text);
		expect(read).toHaveLength(expected.length);
		expect(read).toMatchObject(expected);
	});

	test("with the mark that a person chose", () => {
		const text = `${HEAD}\n${line("540.000")}`;
		expect(proposed(text, { decimal: "," })).toMatchObject([{ ...paid, amountDong: 540_000n }]);
		expect(proposed(text, { decimal: "." })).toMatchObject([{ ...paid, amountDong: 540n }]);
	});

	test("in Windows-1258, and nothing else that is no UTF-8", () => {
		const legacy = Uint8Array.of(
			...Buffer.from("M"),
			0xe3,
			...Buffer.from(" chi,S"),
			0xf4,
			0xec,
			...Buffer.from(" ti"),
			0xea,
			0xec,
			...Buffer.from("n,Ng\nCT-2026-00017,4800000,x"),
		);
		const read = readAnswer(legacy);
		expect(read).toMatchObject({ format: "csv", isLegacy: true });
		const other = Uint8Array.of(...Buffer.from("a,b,c\n1,2,"), 0xb5, 0xa9, 0xae);
		expect(() => readAnswer(other)).toThrow(expect.objectContaining({ code: "bank_answer_refusal_encoding" }));
	});
});

describe("a text of many lines", () => {
	const ends = ["\r", "\n", "\r\n"];
	const refused = (text: string) =>
		expect(() => readAnswer(bytes(text))).toThrow(expect.objectContaining({ code: "bank_answer_refusal_table" }));
	const MEGABYTE = 1 << 20;

	test.each([...ends, ",\n", ",\r", " \r"])("is refused before it is taken apart: 4 MB of %j", (fill) => {
		refused(fill.repeat((4 * MEGABYTE) / fill.length));
		refused(`${HEAD}${fill}${line("4800000")}${fill.repeat((4 * MEGABYTE) / fill.length)}`);
	});

	test.each(ends)("is read as long as few of them are empty, between %j", (end) => {
		const text = `${HEAD}${end}${line("4800000")}`;
		expect(proposed(text + end.repeat(8_003))).toMatchObject([paid]);
		refused(text + end.repeat(8_004));
	});
});

test.each([
	["26-Nov-2026", "dmy", "2026-11-26"],
	["26 NOV 26", "dmy", "2026-11-26"],
	["20261126", "dmy", "2026-11-26"],
	["26112026", "dmy", "2026-11-26"],
	["2026/11/26", "dmy", "2026-11-26"],
	["26-11-05", "ymd", "2026-11-05"],
	["26-11-05", "dmy", "2005-11-26"],
	["5/6/2026", "mdy", "2026-05-06"],
	["10:15 26/11/2026", "dmy", "2026-11-26"],
	["ngày 26 tháng 11 năm 2026", "dmy", "2026-11-26"],
	["46352.75", "dmy", "2026-11-26"],
	["26/11/2026T10:15", "dmy", "2026-11-26"],
	["26/11/2026 - 10:15:30", "dmy", "2026-11-26"],
	["26/11/2026 10:15 SA", "dmy", "2026-11-26"],
	["26/11/2026 11:59:59 CH", "dmy", "2026-11-26"],
	["26/11/2026 10h15", "dmy", "2026-11-26"],
	["26/11/2026 10:15:30 +0700", "dmy", "2026-11-26"],
	["26-NOV-26 10.15.30.000000 AM", "dmy", "2026-11-26"],
	["Thứ Năm, 26/11/2026", "dmy", "2026-11-26"],
	["Thu Nov 26 2026", "dmy", "2026-11-26"],
	["Nov 26, 2026", "dmy", "2026-11-26"],
	["November 26 2026", "dmy", "2026-11-26"],
	["26-thg 11-2026", "dmy", "2026-11-26"],
	["26-Th11-26", "dmy", "2026-11-26"],
	["26 tháng 11, 2026", "dmy", "2026-11-26"],
	["26\u201311\u20132026", "dmy", "2026-11-26"],
	["20261126235959", "dmy", "2026-11-26"],
	["26.11.26", "dmy", "2026-11-26"],
	["29/02/2028", "dmy", "2028-02-29"],
	["29/02/2027", "dmy", null],
	["10:15", "dmy", null],
	["Xyz 26, 2026", "dmy", null],
	["31/02/2026", "dmy", null],
	["hôm qua", "dmy", null],
	["", "dmy", null],
] as const)("the day %s, %s, is %s", (text, order, day) => expect(readTableDay(text, order)).toBe(day));

async function workbookOf(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
	const workbook = new ExcelJS.Workbook();
	workbook.addWorksheet("trống");
	fill(workbook.addWorksheet("sao kê"));
	return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe("a workbook", { timeout: 60_000 }, () => {
	const refused = (why: string) => expect.objectContaining({ code: `bank_answer_refusal_${why}`, field: "file" });

	test("is read like any other table, days and amounts as Excel keeps them", async () => {
		const file = await workbookOf((sheet) => {
			sheet.addRow(["NGÂN HÀNG MẪU"]);
			sheet.mergeCells("A1:E1");
			sheet.addRow(HEAD.split(","));
			sheet.addRow([
				"CT-2026-00017",
				4_800_000,
				"Thành công",
				new Date("2026-11-26T00:00:00Z"),
				{ richText: [{ text: "o" }, { text: "k" }] },
			]);
			sheet.addRow(["CT-2026-00018", 4_800.5, "Thành công", "26/11/2026", { formula: "1+1", result: 2 }]);
		});
		const read = await readAnswerFile(file);
		const table = "table" in read ? read.table : [];
		const rows = rowsOf(read, guessReading(table, guessHead(table)) as ColumnMapping);
		expect(rows).toMatchObject([
			{ ...paid, said: "ok" },
			{ reference: "CT-2026-00018", answer: "unclear", said: "2" },
		]);
	});

	test("is refused with more rows or columns than are read", async () => {
		const long = await workbookOf((sheet) => {
			for (let at = 0; at < 2_100; at++) sheet.addRow([1, 2, 3]);
		});
		await expect(readAnswerFile(long)).rejects.toEqual(refused("table"));
		const far = await workbookOf((sheet) => {
			sheet.getCell("XFD1").value = "x";
		});
		await expect(readAnswerFile(far)).rejects.toEqual(refused("table"));
	});

	test("is read from the sheet that is a list, behind a cover and what is hidden", async () => {
		const file = await workbookOf((sheet) => {
			const { workbook } = sheet;
			sheet.addRow(["NGÂN HÀNG MẪU"]);
			const hidden = workbook.addWorksheet("danh mục", { state: "veryHidden" });
			for (let at = 0; at < 3; at++) hidden.addRow(["a", "b", "c"]);
			const list = workbook.addWorksheet("chi tiết");
			list.addRow(HEAD.split(","));
			list.addRow(["CT-2026-00017", 4_800_000, "Thành công", new Date("2026-11-26T00:00:00Z"), "a_x000D_\nb"]);
		});
		const read = await readAnswerFile(file);
		const table = "table" in read ? read.table : [];
		expect(rowsOf(read, guessReading(table, guessHead(table)) as ColumnMapping)).toMatchObject([
			{ ...paid, said: "a b" },
		]);
	});

	test.each([
		["of an old Excel, or with a password", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)],
		["that is a web page", bytes("<html><body><table><tr><td>a</td></tr></table></body></html>")],
		["that is a web page with a DOCTYPE", bytes("\n<!DOCTYPE html>\n<html></html>")],
		["that is a table of a web page", bytes('<table border="1"><tr><td>a</td></tr></table>')],
		["in Excel's XML of 2003", bytes('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>')],
	])("is refused %s", async (_what, file) => {
		await expect(readAnswerFile(file)).rejects.toEqual(refused("old_excel"));
	});

	test("is refused where it unpacks to more than is read, is broken, or is another archive", async () => {
		const bomb = await workbookOf((sheet) => {
			for (let at = 0; at < 30; at++) sheet.addRow(Array.from({ length: 15 }, () => "x".repeat(30_000) + at));
		});
		await expect(readAnswerFile(bomb)).rejects.toEqual(refused("table"));
		await expect(readAnswerFile(bomb.slice(0, 500))).rejects.toEqual(refused("format"));
		await expect(readAnswerFile(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).rejects.toEqual(refused("format"));
	});
});

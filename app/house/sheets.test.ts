import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { askedSeparator, csvOf, inertText, type SheetColumn, xlsxOf } from "./sheets.server.ts";

type Row = { name: string; taxCode: string; amountDong: bigint | null; on: string | null };

const columns: SheetColumn<Row>[] = [
	{ head: "Doanh nghiệp", kind: "text", cell: (row) => row.name, width: 30 },
	{ head: "Mã số thuế", kind: "text", cell: (row) => row.taxCode },
	{ head: "Số tiền", kind: "number", cell: (row) => row.amountDong },
	{ head: "Ngày", kind: "date", cell: (row) => row.on },
];
const rows: Row[] = [
	{ name: 'Mộc "Lá Sen", chi nhánh 2', taxCode: "0312345678", amountDong: 999_999_999_999_999n, on: "2026-11-23" },
	{ name: "=HYPERLINK(1)", taxCode: "0312345678-001", amountDong: null, on: null },
];

async function* inBatches() {
	yield rows.slice(0, 1);
	yield rows.slice(1);
}

test("CSV: UTF-8 mark for Excel, quotes doubled, plain amounts and days, empty for nothing", async () => {
	const pieces = await Readable.from(csvOf(columns, inBatches())).toArray();
	expect(pieces).toHaveLength(3);
	expect(pieces.join("")).toBe(
		'\uFEFF"Doanh nghiệp","Mã số thuế","Số tiền","Ngày"\r\n' +
			'"Mộc ""Lá Sen"", chi nhánh 2","0312345678",999999999999999,"2026-11-23"\r\n' +
			`"'=HYPERLINK(1)","0312345678-001",,\r\n`,
	);
});

test("Excel: typed cells that keep leading zeros, whole amounts and days", async () => {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load((await buffer(xlsxOf("Báo cáo", columns, inBatches()))) as never);
	const sheet = workbook.getWorksheet("Báo cáo");
	expect(sheet?.getRow(1).values).toEqual([undefined, "Doanh nghiệp", "Mã số thuế", "Số tiền", "Ngày"]);
	expect(sheet?.getRow(2).values).toEqual([
		undefined,
		'Mộc "Lá Sen", chi nhánh 2',
		"0312345678",
		999_999_999_999_999,
		new Date("2026-11-23T00:00:00Z"),
	]);
	expect(sheet?.getRow(3).getCell(1).value).toBe("'=HYPERLINK(1)");
	expect(sheet?.rowCount).toBe(3);
});

test("Excel: a report says what it is, sums what is money, and prints on pages that can be read", async () => {
	const frame = { title: "=Báo cáo", facts: ["Kỳ: quý III", "Lập lúc 9:00"], totals: "Tổng cộng" };
	const many = [...rows, { name: "C", taxCode: "1", amountDong: 1n, on: null }];
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load((await buffer(xlsxOf("Báo cáo", columns, [many, []], frame))) as never);
	const sheet = workbook.getWorksheet("Báo cáo");
	const firstCells = Array.from({ length: 9 }, (_, at) => sheet?.getRow(at + 1).getCell(1).value);
	expect(firstCells.slice(0, 5)).toEqual(["'=Báo cáo", "Kỳ: quý III", "Lập lúc 9:00", null, "Doanh nghiệp"]);
	expect(firstCells[8]).toBe("Tổng cộng");
	expect(sheet?.getRow(9).getCell(3).value).toBe(1_000_000_000_000_000);
	expect(sheet?.getRow(9).getCell(2).value).toBeNull();
	expect(sheet?.pageSetup).toMatchObject({ orientation: "landscape", fitToPage: true, fitToHeight: 0, paperSize: 9 });
	expect(sheet?.pageSetup.printTitlesRow).toBe("5:5");
	expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 5 });
});

test("CSV: semicolons where they are asked for", async () => {
	expect(askedSeparator(new Request("http://h/report.csv?state=paid&separator=semicolon"))).toBe(";");
	expect(askedSeparator(new Request("http://h/report.csv?separator=%3D"))).toBe(",");
	const csv = (await Readable.from(csvOf(columns, inBatches(), ";")).toArray()).join("");
	expect(csv).toContain('\uFEFF"Doanh nghiệp";"Mã số thuế";"Số tiền";"Ngày"\r\n');
	expect(csv).toContain('"Mộc ""Lá Sen"", chi nhánh 2";"0312345678";999999999999999;"2026-11-23"\r\n');
});

test("Excel: an error while rows are read ends the file instead of pretending that it is whole", async () => {
	const broken = async function* () {
		yield rows;
		throw new Error("connection lost");
	};
	await expect(buffer(xlsxOf("Báo cáo", columns, broken()))).rejects.toThrow("connection lost");
});

test.each([
	["=1+1", "'=1+1"],
	["+84", "'+84"],
	["-5", "'-5"],
	["@SUM(A1)", "'@SUM(A1)"],
	["\tx", "'\tx"],
	["\rx", "'\rx"],
	["\nx", "'\nx"],
	["＝1", "'＝1"],
	["﹦1", "'﹦1"],
	["\u00a0\u3000﹣1", "\u00a0\u3000'﹣1"],
	[" =1+1", " '=1+1"],
	['"=1+1', `"'=1+1`],
	["Cty A;=1+1;x", "Cty A;'=1+1;x"],
	["Cty A; -1+1", "Cty A; '-1+1"],
	["Cty A\t=1+1", "Cty A\t'=1+1"],
	["Cty A\r\n@SUM(1)\n+2", "Cty A\r\n'@SUM(1)\n'+2"],
	["Cty A|＝1", "Cty A|'＝1"],
	['Cty";"=1+1', `Cty";"'=1+1`],
])("%j would run as a formula", (text, inert) => {
	expect(inertText(text)).toBe(inert);
	expect(inertText(inert)).toBe(inert);
});

test.each(["Công ty 1=2", "", "0312345678", "'=1", "a, -b", "Trần – Lê; Cty"])("%j stays as it is", (text) => {
	expect(inertText(text)).toBe(text);
});

/** Texts made of what ends cells and rows, and of what begins a formula. */
const hostile = fc.array(
	fc.constantFrom("=", "+", "-", "@", "＝", ";", ",", "\t", "|", "\r", "\n", '"', "'", " ", "a", "1"),
);

test.each([",", ";"] as const)(
	"whatever the texts are, rows and cells stay where they were, with %j",
	async (separator) => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 4 }), async (texts) => {
				const given = texts.map(([name, code]) => ({
					name: name.join(""),
					taxCode: code.join(""),
					amountDong: 1n,
					on: null,
				}));
				const csv = (await Readable.from(csvOf(columns, [given], separator)).toArray()).join("");
				const read: string[][] = parse(csv, { bom: true, delimiter: separator });
				expect(read.slice(1)).toEqual(given.map((row) => [inertText(row.name), inertText(row.taxCode), "1", ""]));
				for (const line of read.flat().flatMap((cell) => cell.split(/[\r\n;\t|]/))) {
					expect(line).not.toMatch(/^[ "]*[=+\-@＝]/);
				}
			}),
			{ numRuns: 200 },
		);
	},
);

/** The cells of a CSV as a program reads it whose list separator is another: quotes count only where a cell begins. */
function cellsBy(separator: string, csv: string): string[] {
	const cells: string[] = [];
	let at = 0;
	while (at < csv.length) {
		const quoted = csv[at] === '"' ? (/^"(?:[^"]|"")*"/.exec(csv.slice(at))?.[0] ?? "") : "";
		const rest = csv.slice(at + quoted.length);
		const end = rest.search(new RegExp(`[${separator}\\r\\n]`));
		const tail = end < 0 ? rest : rest.slice(0, end);
		cells.push(quoted.slice(1, -1).replaceAll('""', '"') + tail);
		at += quoted.length + tail.length + 1;
	}
	return cells;
}

test.each([",", ";", "\t", "|"])("no cell is a formula where the list separator is %j", async (separator) => {
	const evil = [
		"=1+1",
		";=1+1",
		'x";=1+1',
		"x\t=1+1",
		"x\r\n=1+1",
		"x\n;=1+1",
		"x|=1+1",
		'"";"=1+1',
		"x;\u00a0＝1",
		"; ;=2",
		"x\r=1",
	];
	const names = evil.map((name) => ({ name: `Cty ${name}`, taxCode: name, amountDong: null, on: null }));
	const csv = (await Readable.from(csvOf(columns, [names, names])).toArray()).join("").slice(1);
	const isFormula = (cell: string) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell);
	expect(cellsBy(separator, csv).filter(isFormula)).toEqual([]);
});

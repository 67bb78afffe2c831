import { expect, test } from "vitest";
import { readWorkbook } from "./read-workbook.server.ts";

const LIMITS = { maxRows: 50, maxColumns: 20 };

/** An archive of these parts, not packed (APPNOTE.TXT of PKWARE, 4.3). */
function zipOf(parts: Record<string, string>, before = ""): Uint8Array {
	const files: Buffer[] = [Buffer.from(before)];
	const directory: Buffer[] = [];
	let at = before.length;
	for (const [name, text] of Object.entries(parts)) {
		const [named, data] = [Buffer.from(name), Buffer.from(text)];
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(named.length, 26);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02014b50, 0);
		central.writeUInt32LE(data.length, 20);
		central.writeUInt32LE(data.length, 24);
		central.writeUInt16LE(named.length, 28);
		central.writeUInt32LE(at, 42);
		files.push(local, named, data);
		directory.push(central, named);
		at += 30 + named.length + data.length;
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(Object.keys(parts).length, 10);
	end.writeUInt32LE(at, 16);
	return new Uint8Array(Buffer.concat([...files, ...directory, end]));
}

type Written = { book?: string; sheet?: string; around?: string; words?: string; styles?: string; before?: string };

/** A workbook of one sheet with these rows, and what else is written into its parts. */
function workbookOf(rows: string, more: Written = {}): Uint8Array {
	const { book = "", sheet = "", around = "", words = "", styles = "", before } = more;
	return zipOf(
		{
			"xl/workbook.xml": `<workbook xmlns:r="r">${book}<sheets><sheet name="a" r:id="rId1"/></sheets>${around}</workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml": `<worksheet>${sheet}<sheetData>${rows}</sheetData></worksheet>`,
			"xl/sharedStrings.xml": `<sst>${words}</sst>`,
			"xl/styles.xml": `<styleSheet>${styles}</styleSheet>`,
		},
		before,
	);
}

const row = (...cells: string[]) => `<row>${cells.join("")}</row>`;
const number = (value: string, style = "0") => `<c s="${style}"><v>${value}</v></c>`;

test.each<[string, string, Written, string[][]]>([
	["numbers", row(number("4800000"), number("0.1"), number("4.8E6")), {}, [["4800000", "0.100000", "4800000"]]],
	[
		"texts, shared and its own, without what is said of their sound",
		row('<c t="s"><v>0</v></c>', '<c t="inlineStr"><is><r><t>o</t></r><r><t>k &amp; </t></r></is></c>'),
		{ words: "<si><t>Thành</t><rPh><t>X</t></rPh><r><t> công</t></r></si>" },
		[["Thành công", "ok &"]],
	],
	[
		"what a formula came to, true and false, and no errors",
		row('<c t="str"><f>A1</f><v>x</v></c>', '<c t="b"><v>1</v></c>', '<c t="e"><v>#N/A</v></c>'),
		{},
		[["x", "true", ""]],
	],
	["places that are told", row('<c r="C7"><v>1</v></c>', '<c r="E7"><v>2</v></c>'), {}, [["", "", "1", "", "2"]]],
	[
		"days by their format, and amounts that are shown with letters",
		row(...["1", "2", "3", "4", "5"].map((style) => number("46352.75", style))),
		{
			styles:
				'<numFmts><numFmt numFmtId="170" formatCode="[$-42A]dd\\/mm\\/yyyy hh:mm:ss.000"/><numFmt numFmtId="171" ' +
				'formatCode="#,##0 VND"/><numFmt numFmtId="172" formatCode="0 &quot;ngày&quot;"/></numFmts><cellXfs><xf/>' +
				'<xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="20"/></cellXfs>',
		},
		[["2026-11-26", "2026-11-26", "46352.750000", "46352.750000", "46352.750000"]],
	],
	[
		"days of a workbook that counts from 1904",
		row(number("44890", "1")),
		{ book: '<workbookPr date1904="1"/>', styles: '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>' },
		[["2026-11-26"]],
	],
	["no row in which nothing stands", row() + row('<c r="B2" s="1"/>') + row(number("1")), {}, [["1"]]],
	["elements with a prefix", '<x:row xmlns:x="x"><x:c><x:v>7</x:v></x:c></x:row>', {}, [["7"]]],
	// Laid out, each of these would take all memory there is.
	[
		"no names of whole sheets",
		row(number("1")),
		{ around: "<definedNames><definedName name='all'>a!$A$1:$XFD$1048576</definedName></definedNames>" },
		[["1"]],
	],
	["no columns of a width", row(number("1")), { sheet: '<cols><col min="1" max="2000000000"/></cols>' }, [["1"]]],
	["no size that is told", row(number("1")), { sheet: '<dimension ref="A1:XFD1048576"/>' }, [["1"]]],
])("reads %s", (_what, rows, more, expected) => {
	expect(readWorkbook(workbookOf(rows, more), LIMITS)).toEqual(expected);
});

test.each<[string, Uint8Array, "too-large" | null]>([
	["more rows than are read", workbookOf(row(number("1")).repeat(51)), "too-large"],
	["a cell far to the right", workbookOf(row('<c r="XFD1"><v>1</v></c>')), "too-large"],
	["more columns than are read", workbookOf(row(number("1").repeat(21))), "too-large"],
	[
		"one long text in every cell",
		workbookOf(row('<c t="s"><v>0</v></c>'.repeat(20)).repeat(50), { words: `<si><t>${"x".repeat(20_000)}</t></si>` }),
		"too-large",
	],
	["more unpacked than is read", workbookOf(row(number("1")), { words: "x".repeat(13_000_000) }), "too-large"],
	["elements within elements", workbookOf("<a>".repeat(40) + "</a>".repeat(40)), "too-large"],
	["more elements than a list has", workbookOf("<a/>".repeat(500_001)), "too-large"],
	[
		"one element of many attributes",
		workbookOf(`<a ${Array.from({ length: 201 }, (_, at) => `b${at}="" `).join("")}/>`),
		"too-large",
	],
	[
		"more attributes than a list has",
		workbookOf(`<a ${Array.from({ length: 200 }, (_, at) => `b${at}=""`).join(" ")}/>`.repeat(5_001)),
		"too-large",
	],
	[
		"more sheets than a bank sends",
		workbookOf(row(number("1")), { around: '<sheet name="b" id="x"/>'.repeat(200) }),
		"too-large",
	],
	[
		"more styles than there are",
		workbookOf(row(number("1")), { styles: `<cellXfs>${"<xf/>".repeat(65_491)}</cellXfs>` }),
		"too-large",
	],
	[
		"more elements in all parts together",
		workbookOf("<a/>".repeat(300_000), { words: "<a/>".repeat(300_000) }),
		"too-large",
	],
	["a DOCTYPE", workbookOf(row(number("1")), { words: "</sst><!DOCTYPE sst><sst>" }), null],
	["an element that does not end", workbookOf("<row>"), null],
	["a name of an entity", workbookOf(row('<c t="str"><v>&x;</v></c>')), null],
	["bytes before the archive that its directory does not count", Uint8Array.of(0, ...workbookOf(row())), null],
	["another archive", zipOf({ "a.txt": "a" }), null],
])("does not read %s", (_what, file, expected) => {
	expect(readWorkbook(file, LIMITS)).toBe(expected);
});

/** Milliseconds of the processor, whatever else it does. */
function costOf(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

test.each([
	["[", 200_000],
	['"', 100_001],
	["[a", 100_000],
])("a format of many %s is judged once, and is none", (letters, count) => {
	const code = letters.replace('"', "&quot;").repeat(count);
	const styles = `<numFmts><numFmt numFmtId="170" formatCode="${code}d"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`;
	const file = workbookOf(row(number("46352").repeat(20)).repeat(1_000), { styles });
	let read: ReturnType<typeof readWorkbook> = null;
	expect(
		costOf(() => {
			read = readWorkbook(file, { maxRows: 2_000, maxColumns: 20 });
		}),
	).toBeLessThan(3_000);
	expect(read?.[0]?.[0]).toBe("46352");
});

test("bytes before the archive that its directory counts are passed over", () => {
	expect(readWorkbook(workbookOf(row(number("7")), { before: "MZ" }), LIMITS)).toEqual([["7"]]);
});

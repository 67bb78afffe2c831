import { expect, test } from "vitest";
import type { XmlNode } from "#app/house/body/xml.ts";
import { guessColumns } from "./answer-columns.ts";
import { readAnswer, rowsOf } from "./read-answer.server.ts";
import { readStatement } from "./read-statement.server.ts";
import { readStatusReport } from "./read-status-report.server.ts";
import { readTable } from "./read-table.server.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const rows = (text: string) => rowsOf(readAnswer(bytes(text)), null);

const report = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><p:CstmrPmtStsRpt>
<p:GrpHdr><p:MsgId>VCB1</p:MsgId><p:CreDtTm>2026-09-08T23:30:00Z</p:CreDtTm></p:GrpHdr>${body}</p:CstmrPmtStsRpt></p:Document>`;

test("pain.002: each transaction with its status, reason, amount and batch, by local name", () => {
	const group = "<p:OrgnlGrpInfAndSts><p:OrgnlMsgId>DC-2026-000001</p:OrgnlMsgId></p:OrgnlGrpInfAndSts>";
	const paid = `<p:TxInfAndSts><p:OrgnlEndToEndId>CT-2026-000001</p:OrgnlEndToEndId><p:TxSts>ACSC</p:TxSts>
		<p:OrgnlTxRef><p:Amt><p:InstdAmt Ccy="VND">50000000.00</p:InstdAmt></p:Amt></p:OrgnlTxRef></p:TxInfAndSts>`;
	const failed = `<p:TxInfAndSts><p:OrgnlEndToEndId>CT-2026-000002</p:OrgnlEndToEndId>
		<p:StsRsnInf><p:Rsn><p:Cd>AC01</p:Cd></p:Rsn><p:AddtlInf>Sai số tài khoản &amp; tên</p:AddtlInf></p:StsRsnInf>
		<p:TxSts>RJCT</p:TxSts></p:TxInfAndSts>`;
	const odd = `<p:TxInfAndSts><p:OrgnlEndToEndId>CT-2026-000003</p:OrgnlEndToEndId><p:TxSts>XXXX</p:TxSts></p:TxInfAndSts>`;
	const inherits = "<p:TxInfAndSts><p:OrgnlEndToEndId>CT-2026-000004</p:OrgnlEndToEndId></p:TxInfAndSts>";
	const level = (inner: string) => `<p:OrgnlPmtInfAndSts>${inner}</p:OrgnlPmtInfAndSts>`;
	const read = rows(report(group + level(paid + failed + odd) + level(`<p:PmtInfSts>ACSP</p:PmtInfSts>${inherits}`)));
	const common = { on: null, batch: "DC-2026-000001", amountDong: null };
	expect(read).toEqual([
		{ ...common, reference: "CT-2026-000001", answer: "paid", amountDong: 50_000_000n, said: "ACSC" },
		{
			...common,
			reference: "CT-2026-000002",
			answer: "failed",
			on: "2026-09-09",
			said: "AC01: Sai số tài khoản & tên",
		},
		{ ...common, reference: "CT-2026-000003", answer: "unclear", said: "XXXX" },
		{ ...common, reference: "CT-2026-000004", answer: "waiting", said: "ACSP" },
	]);
});

test("pain.002: a payment instruction without transactions is a row for a person beside those of others", () => {
	const level = (inner: string) => `<p:OrgnlPmtInfAndSts>${inner}</p:OrgnlPmtInfAndSts>`;
	const paid = "<p:TxInfAndSts><p:OrgnlEndToEndId>CT-1</p:OrgnlEndToEndId><p:TxSts>ACSC</p:TxSts></p:TxInfAndSts>";
	const refused = "<p:PmtInfSts>RJCT</p:PmtInfSts>";
	const read = rows(report(level(refused) + level(paid) + level(refused)));
	expect(read?.map(({ reference, answer }) => [reference, answer])).toEqual([
		["", "failed"],
		["CT-1", "paid"],
		["", "failed"],
	]);
});

test("pain.002 that refuses the whole message is a row for a person", () => {
	const whole = "<p:OrgnlGrpInfAndSts><p:OrgnlMsgId>DC-1</p:OrgnlMsgId><p:GrpSts>RJCT</p:GrpSts></p:OrgnlGrpInfAndSts>";
	expect(rows(report(whole))).toEqual([
		{
			...{ reference: "", answer: "failed", amountDong: null, on: "2026-09-09", said: "RJCT", batch: "DC-1" },
			whole: { count: null },
		},
	]);
});

const entry = (id: string, { side = "DBIT", status = "<Cd>BOOK</Cd>", more = "", currency = "VND" } = {}) =>
	`<Ntry><Amt Ccy="${currency}">50000000</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>${status}</Sts>
	<BookgDt><Dt>2026-09-08</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs>${more}</TxDtls></NtryDtls></Ntry>`;
const statement = (...entries: string[]) =>
	`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>${entries.join("")}</Stmt></BkToCstmrStmt></Document>`;

test("camt.053: what left is paid, what came back is returned, other income is left out", () => {
	const back = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Tài khoản đã đóng</AddtlInf></RtrInf>";
	const read = rows(
		statement(
			entry("CT-1"),
			entry("CT-2", { side: "CRDT", more: back }),
			entry("SALARY", { side: "CRDT" }),
			entry("CT-2026-00007", { side: "CRDT" }),
			entry("NOTPROVIDED", { status: "BOOK" }),
			entry("CT-3", { status: "PDNG" }),
			entry("CT-4", { currency: "USD" }),
		),
	);
	const common = { amountDong: 50_000_000n, on: "2026-09-08", said: "", batch: null };
	expect(read).toEqual([
		{ ...common, reference: "CT-1", answer: "paid" },
		{ ...common, reference: "CT-2", answer: "failed", said: "AC04: Tài khoản đã đóng" },
		{ ...common, reference: "CT-2026-00007", answer: "unclear", said: "CRDT" },
		{ ...common, reference: "", answer: "paid" },
		{ ...common, reference: "CT-3", answer: "waiting" },
		{ ...common, reference: "CT-4", answer: "unclear", amountDong: null },
	]);
});

test("CSV: quoted cells, semicolons, Vietnamese heads and amounts; unknown words are unclear", () => {
	const text = `\uFEFFMã chi;Số tiền;Kết quả;Ngày;Lý do\r\nCT-1;50.000.000;Thành công;08/09/2026;\r\n"CT-2";50000000.00;Trả lại;2026-09-08 10:00;"Sai ""tên"";\nsố"\r\n\r\nCT-3;1,5;OK;x;\r\nCT-4;5;Có lẽ;08/09/2026;`;
	const answer = readAnswer(bytes(text));
	const table = readTable(text, 10);
	const columns = guessColumns(Array.isArray(table) ? (table[0] ?? []) : []);
	expect(columns).toEqual({ reference: 0, amount: 1, result: 2, day: 3, words: 4 });
	expect(rowsOf(answer, null)).toBeNull();
	const common = { on: "2026-09-08", batch: null };
	expect(rowsOf(answer, { reference: 0, amount: 1, result: 2, day: 3, words: 4 })).toEqual([
		{ ...common, reference: "CT-1", answer: "paid", amountDong: 50_000_000n, said: "Thành công" },
		{ ...common, reference: "CT-2", answer: "failed", amountDong: 50_000_000n, said: 'Sai "tên"; số' },
		{ ...common, reference: "CT-3", answer: "unclear", amountDong: null, on: null, said: "OK" },
		{ ...common, reference: "CT-4", answer: "unclear", amountDong: 5n, said: "Có lẽ" },
	]);
});

/** Names that every object has. */
const inherited = ["constructor", "__proto__", "prototype", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf"];

test.each(inherited)("a bank that says %s says nothing clear, and its other payments are read", (word) => {
	const transaction = (id: string, status: string) =>
		`<p:TxInfAndSts><p:OrgnlEndToEndId>${id}</p:OrgnlEndToEndId><p:TxSts>${status}</p:TxSts></p:TxInfAndSts>`;
	const level = `<p:OrgnlPmtInfAndSts>${transaction("CT-1", word)}${transaction("CT-2", "ACSC")}</p:OrgnlPmtInfAndSts>`;
	expect(rows(report(level))?.map(({ answer, said }) => [answer, said])).toEqual([
		["unclear", word],
		["paid", "ACSC"],
	]);
	const words = rows(statement(entry("CT-1", { side: word, status: word }), entry("CT-2")));
	expect(words?.map(({ reference, answer }) => [reference, answer])).toEqual([["CT-2", "paid"]]);
	const answer = readAnswer(bytes(`${word},b,c,d\nCT-1,1,${word},${word}\nCT-2,1,OK,08/09/2026`));
	const table = rowsOf(answer, { reference: 0, amount: 1, result: 2, day: 3 });
	expect(table?.map(({ answer: says, said }) => [says, said])).toEqual([
		["unclear", word],
		["paid", "OK"],
	]);
	expect(guessColumns([word])).toEqual({});
});

test("what holds for many transactions is read once", () => {
	let reads = 0;
	const one = (text: string) => [{ "#text": text }];
	const counted = (node: XmlNode, name: string, value: XmlNode[]) => {
		const get = () => {
			reads += 1;
			return value;
		};
		return Object.defineProperty(node, name, { enumerable: true, get });
	};
	const level = counted({ PmtInfSts: one("RJCT"), TxInfAndSts: Array.from({ length: 500 }, () => ({})) }, "StsRsnInf", [
		{ AddtlInf: one("Sai số tài khoản") },
	]);
	expect(readStatusReport({ OrgnlPmtInfAndSts: [level] })).toHaveLength(500);
	expect(reads).toBe(1);

	const transaction = { CdtDbtInd: one("DBIT"), Amt: [{ "@Ccy": "VND", "#text": "5" }] };
	const several = counted({ NtryDtls: [{ TxDtls: Array.from({ length: 500 }, () => transaction) }] }, "AddtlNtryInf", [
		{ "#text": "Chi" },
	]);
	expect(readStatement({ Stmt: [{ Ntry: [several] }] })).toHaveLength(500);
	expect(reads).toBe(2);
});

const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${[..."bcdefghi"].map((name, at) => `<!ENTITY ${name} "${`&${"abcdefgh"[at]};`.repeat(10)}">`).join("")}]>`;

test.each([
	["billion laughs", `${laughs}<Document>&i;</Document>`, "doctype"],
	["an external entity", '<!doctype d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>', "doctype"],
	["broken XML", "<Document><CstmrPmtStsRpt></Document>", "xml"],
	["XML of a great depth", "<a>".repeat(5_000) + "</a>".repeat(5_000), "xml"],
	["another message", "<Document><CstmrCdtTrfInitn/></Document>", "format"],
	["a page of the web", "<html><body>x</body></html>", "old_excel"],
	["plain words", "Kính gửi Sở Tài chính,", "format"],
	["a PDF", "%PDF-1.4\n%%EOF\n", "format"],
	["a cell that is never closed", 'a,b,c,d\nCT-1,1,OK,"Sai\nCT-2,1,OK,x', "format"],
	["nothing", "", "format"],
	["a statement without payments", statement(entry("X", { side: "CRDT" })), "empty"],
	["too many lines", `a,b,c,d\n${"1,2,3,4\n".repeat(2_001)}`, "table"],
	["too many columns", `${"a,".repeat(50)}a\n${"1,".repeat(50)}1`, "table"],
	["too many columns below the head", `a;b;c;d\n${"1;".repeat(50)}1`, "table"],
	["a million columns", `${"a\t".repeat(1_000_000)}\n1`, "table"],
	["a million empty lines", `a,b,c,d\n1,2,3,4${"\n".repeat(1_000_000)}`, "table"],
	["a cell that is too long", `a,b,c,d\n1,2,3,${"x".repeat(1_001)}`, "table"],
	["a cell without end", `a,b,c,d\n1,2,3,"${"x".repeat(1_000_000)}`, "table"],
	["too many elements", `<Document>${"<a/>".repeat(120_000)}</Document>`, "too_large"],
	["too many elements, never closed", "<a ".repeat(1_000_000), "too_large"],
	["too many attributes", `<a ${Array.from({ length: 20_001 }, (_, at) => `a${at}="1"`).join(" ")}/>`, "too_large"],
	["an endless tag", `<a ${"' ".repeat(1_000_000)}/>`, "too_large"],
	["an endless text", `<a>${">".repeat(1_000_000)}</a>`, "too_large"],
	["too many character references", `<a>${"&amp;".repeat(120_000)}</a>`, "too_large"],
])("refuses %s in words", (_name, text, why) => {
	expect(() => readAnswer(bytes(text))).toThrow(
		expect.objectContaining({ code: `bank_answer_refusal_${why}`, field: "file" }),
	);
});

test("reads a statement of 500 payments with all that banks add, and a table as wide and as long as is allowed", {
	timeout: 60_000,
}, () => {
	const more = Array.from({ length: 40 }, (_, at) => `<X${at}>lời &amp; chữ</X${at}>`).join("");
	expect(rows(statement(...Array.from({ length: 500 }, (_, at) => entry(`CT-${at}`, { more }))))).toHaveLength(500);
	const line = `${Array.from({ length: 49 }, () => "x".repeat(20)).join(",")},${"x".repeat(1_000)}\n`;
	expect(readTable(line.repeat(2_001), 2_000)).toHaveLength(2_001);
});

test("refuses letters of another encoding", () => {
	expect(() => readAnswer(Uint8Array.of(0x61, 0xff, 0xfe))).toThrow(
		expect.objectContaining({ code: "bank_answer_refusal_encoding" }),
	);
});

test("a file with zero bytes, such as a table in UTF-16, is refused", () => {
	const refused = { code: "bank_answer_refusal_encoding" };
	expect(() => readAnswer(bytes("a,b,c,d\n1,2,3,\0"))).toThrow(expect.objectContaining(refused));
	const wide = new Uint8Array(Buffer.from("a,b,c,d\n1,2,3,4", "utf16le"));
	expect(() => readAnswer(wide)).toThrow(expect.objectContaining(refused));
});

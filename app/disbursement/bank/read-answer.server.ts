import { childrenNamed, each, readXml, type XmlNode } from "#app/house/body/xml.ts";
import { Refusal } from "#app/house/refusal.ts";
import { type ColumnMapping, HEAD_LINES } from "./answer-columns.ts";
import type { AnswerRow } from "./answer-row.ts";
import { sameAccount } from "./iso/parts.ts";
import { type StatementMark, statementMarks } from "./iso/statement-mark.ts";
import { payer } from "./payer.server.ts";
import { readStatement } from "./read-statement.server.ts";
import { readStatusReport } from "./read-status-report.server.ts";
import { readAnswerTable, readTable, TABLE_LIMITS, withinLimits } from "./read-table.server.ts";
import { decodeText } from "./table/decode.ts";
import { isList, readWorkbook } from "./table/read-workbook.server.ts";
import { isZip } from "./table/workbook-parts.server.ts";

/** Ten times what a batch of 500 payments takes. */
export const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/** Recording a line takes a transaction; a batch has at most 500 payments. */
const MAX_ROWS = 2_000;

/** Tags, attributes and character references: a statement of the 500 payments of a batch has about 80,000. */
const MAX_MARKS = 120_000;

export type AnswerFormat = "pain.002" | "camt.053" | "camt.054" | "csv" | "xlsx";

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** By which a file of the bank is saved. */
export function mediaTypeOf(format: AnswerFormat): "text/csv" | "application/xml" | typeof workbook {
	if (format === "xlsx") return workbook;
	return format === "csv" ? "text/csv" : "application/xml";
}

/** What a bank sent: its rows, or the table whose columns a person has to name first. */
export type ReadAnswer =
	| { format: "pain.002" | "camt.053" | "camt.054"; rows: AnswerRow[]; statements: StatementMark[] }
	| { format: "csv" | "xlsx"; table: string[][]; isLegacy: boolean };

/** How workbooks begin in the formats before .xlsx, and those with a password ([MS-CFB], 2.2). */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

/** Lists that are web pages, and Excel's XML of 2003: both are saved under the name of a workbook. */
const AS_WORKBOOK = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|meta|style|table|\?mso-application)\b/i;

/** Reads the bank's answer from any kind of file: a workbook of Excel, or a text. @throws Refusal on `file`, in words. */
export async function readAnswerFile(bytes: Uint8Array): Promise<ReadAnswer> {
	if (OLD_WORKBOOK.every((byte, at) => bytes[at] === byte)) throw refusal("bank_answer_refusal_old_excel");
	if (!isZip(bytes)) return readAnswer(bytes);
	const read = readWorkbook(bytes, { maxRows: MAX_ROWS + HEAD_LINES, ...TABLE_LIMITS });
	if (read === null) throw refusal("bank_answer_refusal_format");
	return {
		format: "xlsx",
		table: tableOf(read === "too-large" ? read : withinLimits(read, MAX_ROWS)),
		isLegacy: false,
	};
}

/** A list has a head, and lines of which each tells of what, how much and when. */
function tableOf(read: string[][] | "too-large" | null): string[][] {
	if (read === "too-large") throw refusal("bank_answer_refusal_table");
	if (read === null || !isList(read)) throw refusal("bank_answer_refusal_format");
	return read;
}

/**
 * Reads the bank's answer from a text, whatever its file is called: XML of ISO 20022 by its root, else a table.
 *
 * @throws Refusal on the field `file`, in words, for what cannot be the bank's answer.
 */
export function readAnswer(bytes: Uint8Array): ReadAnswer {
	const decoded = decodeText(bytes);
	if (!decoded) throw refusal("bank_answer_refusal_encoding");
	const { text, encoding } = decoded;
	const isLegacy = encoding === "windows-1258";
	if (!/^\s*</.test(text)) {
		const table = readTable(text, MAX_ROWS);
		// Letters of another encoding make no table only because they make nothing.
		if (isLegacy && table === null) throw refusal("bank_answer_refusal_encoding");
		if (isLegacy && table !== "too-large" && !table?.some((row) => row.length > 2)) {
			throw refusal("bank_answer_refusal_encoding");
		}
		return { format: "csv", table: tableOf(table), isLegacy };
	}
	if (AS_WORKBOOK.test(text)) throw refusal("bank_answer_refusal_old_excel");
	if (isLegacy) throw refusal("bank_answer_refusal_encoding");
	const document = readXml(text, { maxMarks: MAX_MARKS });
	if (document === "too-large") throw refusal("bank_answer_refusal_too_large");
	if (document === "doctype") throw refusal("bank_answer_refusal_doctype");
	if (document === "broken") throw refusal("bank_answer_refusal_xml");
	return readMessage(document);
}

/** By the element in `Document` that names the message; the first versions have names of their own. */
const messages = [
	["pain.002", ["CstmrPmtStsRpt", "pain.002.001.02"]],
	["camt.053", ["BkToCstmrStmt", "BkToCstmrStmtV01"]],
	["camt.054", ["BkToCstmrDbtCdtNtfctn", "BkToCstmrDbtCdtNtfctnV01"]],
] as const;

/** The message or messages of one kind in a file, in whatever envelope a bank sends them. */
function readMessage(document: XmlNode): ReadAnswer {
	const documents = childrenNamed(document, "Document");
	const has = (name: string) => documents.some((inside) => each(inside, name, "GrpHdr").length > 0);
	if (has("CstmrCdtTrfInitn")) throw refusal("bank_answer_refusal_own_file");
	if (has("BkToCstmrAcctRpt")) throw refusal("bank_answer_refusal_interim");
	const found = messages.flatMap(([format, names]) => {
		const reports = documents.flatMap((inside) => names.flatMap((name) => each(inside, name)));
		return reports.length > 0 ? [{ format, reports }] : [];
	});
	const [message, ...others] = found;
	if (!message) throw refusal("bank_answer_refusal_format");
	if (others.length > 0) throw refusal("bank_answer_refusal_kinds");
	const { format, reports } = message;
	const rows = reports.flatMap(format === "pain.002" ? readStatusReport : readStatement);
	const statements = reports.flatMap(statementMarks);
	assertOwnAccount(statements);
	if (rows.length === 0) throw refusal("bank_answer_refusal_empty");
	if (rows.length > MAX_ROWS) throw refusal("bank_answer_refusal_rows");
	return { format, rows, statements };
}

/** One statement of another account among ours is told line by line; a file without ours is not kept at all. */
function assertOwnAccount(statements: readonly StatementMark[]): void {
	const own = payer()?.account;
	const accounts = statements.flatMap(({ account }) => (account === null ? [] : [account]));
	if (own === undefined || accounts.length === 0 || accounts.length < statements.length) return;
	if (accounts.some((account) => sameAccount(account, own))) return;
	const facts = { account: accounts[0]?.slice(-4) ?? "", own: own.slice(-4) };
	throw new Refusal("bank_answer_refusal_account", facts, { field: "file" });
}

/** The rows of what was read, once the columns of a table are known; null before. */
export function rowsOf(answer: ReadAnswer, columns: ColumnMapping | null): AnswerRow[] | null {
	if (!("table" in answer)) return answer.rows;
	return columns && readAnswerTable(answer.table, columns);
}

function refusal(
	code: `bank_answer_refusal_${"format" | "old_excel" | "own_file" | "interim" | "kinds" | "rows" | "table" | "too_large" | "empty" | "encoding" | "doctype" | "xml"}`,
): Refusal {
	return new Refusal(code, {}, { field: "file" });
}

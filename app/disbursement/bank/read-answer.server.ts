import { Refusal } from "#app/house/refusal.ts";
import { each, readXml } from "#app/kernel/xml.ts";
import type { ColumnMapping } from "./answer-columns.ts";
import type { AnswerRow } from "./answer-row.ts";
import { readStatement } from "./read-statement.server.ts";
import { readStatusReport } from "./read-status-report.server.ts";
import { readAnswerTable, readTable } from "./read-table.server.ts";

/** Ten times what a batch of 500 payments takes. */
export const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/** Recording a line takes a transaction; a batch has at most 500 payments. */
const MAX_ROWS = 2_000;

/** Tags, attributes and character references: a statement of the 500 payments of a batch has about 80,000. */
const MAX_MARKS = 120_000;

export type AnswerFormat = "pain.002" | "camt.053" | "csv";

/** By which a file of the bank is saved. */
export function mediaTypeOf(format: AnswerFormat): "text/csv" | "application/xml" {
	return format === "csv" ? "text/csv" : "application/xml";
}

/** What a bank sent: its rows, or the table whose columns a person has to name first. */
export type ReadAnswer = { format: "pain.002" | "camt.053"; rows: AnswerRow[] } | { format: "csv"; table: string[][] };

/**
 * Reads the bank's answer, whatever its file is called: XML of ISO 20022 by its root, else a table.
 *
 * @throws Refusal on the field `file`, in words, for what cannot be the bank's answer.
 */
export function readAnswer(bytes: Uint8Array): ReadAnswer {
	const text = decode(bytes);
	if (!/^\s*</.test(text)) {
		const table = readTable(text, MAX_ROWS);
		if (table === "too-large") throw refusal("bank_answer_refusal_table");
		const isTable = table && table.length > 1 && table.every((row) => row.length >= 4);
		if (!isTable) throw refusal("bank_answer_refusal_format");
		return { format: "csv", table };
	}
	const document = readXml(text, { maxMarks: MAX_MARKS });
	if (document === "too-large") throw refusal("bank_answer_refusal_too_large");
	if (document === "doctype") throw refusal("bank_answer_refusal_doctype");
	if (document === "broken") throw refusal("bank_answer_refusal_xml");
	const [report] = each(document, "Document", "CstmrPmtStsRpt");
	const [statement] = each(document, "Document", "BkToCstmrStmt");
	if (!report && !statement) throw refusal("bank_answer_refusal_format");
	const rows = report ? readStatusReport(report) : readStatement(statement ?? {});
	if (rows.length === 0) throw refusal("bank_answer_refusal_empty");
	if (rows.length > MAX_ROWS) throw refusal("bank_answer_refusal_rows");
	return { format: report ? "pain.002" : "camt.053", rows };
}

/** The rows of what was read, once the columns of a table are known; null before. */
export function rowsOf(answer: ReadAnswer, columns: ColumnMapping | null): AnswerRow[] | null {
	if (answer.format !== "csv") return answer.rows;
	return columns && readAnswerTable(answer.table, columns);
}

function decode(bytes: Uint8Array): string {
	// UTF-16 often reads as UTF-8 with U+0000 between the letters, which PostgreSQL does not keep.
	if (bytes.includes(0)) throw refusal("bank_answer_refusal_encoding");
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw refusal("bank_answer_refusal_encoding");
	}
}

function refusal(
	code: `bank_answer_refusal_${"format" | "rows" | "table" | "too_large" | "empty" | "encoding" | "doctype" | "xml"}`,
): Refusal {
	return new Refusal(code, {}, { field: "file" });
}

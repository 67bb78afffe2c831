import { CsvError, parse } from "csv-parse/sync";
import { toAccountName } from "#app/kernel/account-name.ts";
import type { AnswerColumn, ColumnMapping } from "./answer-columns.ts";
import { type AnswerRow, readAmount, readDay, saidBy } from "./answer-row.ts";

/** A bank's list of payments has about ten; more is another file, and no page can show it. */
const MAX_COLUMNS = 50;

/** Characters: more than the bank's words on a payment take. */
const MAX_CELL_LENGTH = 1_000;

const separators = [",", ";", "\t"] as const;

/**
 * The rows of a CSV as RFC 4180 has it, also with semicolons or tabs between the cells; the separator is the one that
 * the first line has most of. Empty lines are left out.
 *
 * @param maxRows below the head.
 * @returns null for what is no table, such as a cell that is opened with a quote and never closed; `too-large` for more
 * rows, columns or letters in a cell than a page can show.
 */
export function readTable(text: string, maxRows: number): string[][] | "too-large" | null {
	const [firstLine = ""] = /[^\r\n]*/.exec(text) ?? [];
	const count = (separator: string) => countOf(separator, firstLine);
	const delimiter = separators.reduce((best, each) => (count(each) > count(best) ? each : best));
	// Told before anything is taken apart: a file of separators alone would become millions of cells.
	const cells = countOf(delimiter, text) + countOf("\n", text);
	if (count(delimiter) >= MAX_COLUMNS || cells > 2 * (maxRows + 1) * MAX_COLUMNS) return "too-large";
	try {
		const read: string[][] = parse(text, {
			bom: true,
			delimiter,
			relax_column_count: true,
			trim: true,
			max_record_size: 2 * MAX_COLUMNS * MAX_CELL_LENGTH,
		});
		const rows = read.filter((row) => row.some((cell) => cell !== ""));
		const fits = (row: string[]) => row.length <= MAX_COLUMNS && row.every((cell) => cell.length <= MAX_CELL_LENGTH);
		return rows.length - 1 <= maxRows && rows.every(fits) ? rows : "too-large";
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return error.code === "CSV_MAX_RECORD_SIZE" ? "too-large" : null;
	}
}

function countOf(mark: string, text: string): number {
	let count = 0;
	for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1;
	return count;
}

const results = new Map<string, AnswerRow["answer"]>();
for (const [answer, words] of [
	["paid", "PAID|SUCCESS|SUCCESSFUL|OK|ACSC|ACCC|THANH CONG|DA TRA|DA CHI|HOAN THANH"],
	["failed", "FAILED|FAIL|REJECTED|RETURNED|RJCT|THAT BAI|KHONG THANH CONG|TRA LAI|BI TRA LAI|TU CHOI|LOI"],
	["unknown", "UNKNOWN|TIMEOUT|CHUA RO"],
	["waiting", "PENDING|PROCESSING|DANG XU LY|CHO XU LY"],
] as const) {
	for (const word of words.split("|")) results.set(word, answer);
}

/** The rows below the head of a bank's table. What cannot be read makes a row unclear; nothing is dropped. */
export function readAnswerTable([, ...lines]: readonly (readonly string[])[], columns: ColumnMapping): AnswerRow[] {
	return lines.map((line) => {
		const cell = (column: AnswerColumn) => line[columns[column] ?? -1] ?? "";
		const amountDong = readAmount(cell("amount"));
		const result = cell("result");
		return {
			reference: cell("reference"),
			answer: amountDong === null ? "unclear" : (results.get(toAccountName(result)) ?? "unclear"),
			amountDong,
			on: readDay(cell("day")),
			said: saidBy(cell("words")) || saidBy(result),
			batch: null,
		};
	});
}

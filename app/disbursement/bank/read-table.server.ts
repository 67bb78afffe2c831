import { CsvError, parse } from "csv-parse/sync";
import { toAccountName } from "#app/kernel/account-name.ts";
import type { AnswerColumn, ColumnMapping } from "./answer-columns.ts";
import { type AnswerRow, readAmount, readDay, saidBy } from "./answer-row.ts";

/**
 * The rows of a CSV as RFC 4180 has it, also with semicolons or tabs between the cells; the separator is the one that
 * the first line has most of. Empty lines are left out.
 *
 * @returns null for what is no table, such as a cell that is opened with a quote and never closed.
 */
export function readTable(text: string): string[][] | null {
	const firstLine = text.split(/\r?\n/, 1)[0] ?? "";
	const count = (separator: string) => firstLine.split(separator).length;
	const delimiter = [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
	try {
		const rows: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true, trim: true });
		return rows.filter((row) => row.some((cell) => cell !== ""));
	} catch (error) {
		if (error instanceof CsvError) return null;
		throw error;
	}
}

const results: Record<string, AnswerRow["answer"]> = {};
for (const [answer, words] of [
	["paid", "PAID|SUCCESS|SUCCESSFUL|OK|ACSC|ACCC|THANH CONG|DA TRA|DA CHI|HOAN THANH"],
	["failed", "FAILED|FAIL|REJECTED|RETURNED|RJCT|THAT BAI|KHONG THANH CONG|TRA LAI|BI TRA LAI|TU CHOI|LOI"],
	["unknown", "UNKNOWN|TIMEOUT|CHUA RO"],
	["waiting", "PENDING|PROCESSING|DANG XU LY|CHO XU LY"],
] as const) {
	for (const word of words.split("|")) results[word] = answer;
}

/** The rows below the head of a bank's table. What cannot be read makes a row unclear; nothing is dropped. */
export function readAnswerTable([, ...lines]: readonly (readonly string[])[], columns: ColumnMapping): AnswerRow[] {
	return lines.map((line) => {
		const cell = (column: AnswerColumn) => line[columns[column] ?? -1] ?? "";
		const amountDong = readAmount(cell("amount"));
		const result = cell("result");
		return {
			reference: cell("reference"),
			answer: amountDong === null ? "unclear" : (results[toAccountName(result)] ?? "unclear"),
			amountDong,
			on: readDay(cell("day")),
			said: saidBy(cell("words")) || saidBy(result),
			batch: null,
		};
	});
}

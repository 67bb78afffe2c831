import { CsvError, parse } from "csv-parse/sync";
import { toAccountName } from "#app/kernel/account-name.ts";
import { type AnswerRow, readAmount, readDay, saidBy } from "./answer-row.ts";

/** What a column of a bank's table can tell. */
export const answerColumns = ["reference", "amount", "result", "day", "words"] as const;

export type AnswerColumn = (typeof answerColumns)[number];

/** Which column, counted from 0, tells what. The bank's words may be left out. */
export type ColumnMapping = Record<Exclude<AnswerColumn, "words">, number> & { words?: number };

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

const heads: Record<AnswerColumn, RegExp> = {
	reference: /END.?TO.?END|E2E|MA CHI|MA THAM CHIEU|REFERENCE/,
	amount: /SO TIEN|AMOUNT/,
	result: /KET QUA|TRANG THAI|TINH TRANG|STATUS|RESULT/,
	day: /NGAY|DATE|DAY/,
	words: /LY DO|NOI DUNG|GHI CHU|REASON|MESSAGE|REMARK/,
};

/** The columns by what their heads say, as far as they say it: a first proposal for the person who maps them. */
export function guessColumns(head: readonly string[]): Partial<ColumnMapping> {
	const guess: Partial<ColumnMapping> = {};
	for (const column of answerColumns) {
		const at = head.findIndex((cell) => heads[column].test(toAccountName(cell)));
		if (at >= 0) guess[column] = at;
	}
	return guess;
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

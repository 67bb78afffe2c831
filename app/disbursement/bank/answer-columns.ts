import { toAccountName } from "#app/kernel/account-name.ts";
import type { DecimalMark } from "#app/kernel/written-amount.ts";
import type { DayOrder } from "./table/table-day.ts";

/** What a column of a bank's table can tell. `amount` is also the column of what left; `credit` that of what came in. */
export const answerColumns = ["reference", "amount", "credit", "side", "result", "day", "words"] as const;

export type AnswerColumn = (typeof answerColumns)[number];

/** How a person reads a bank's table: which line is the head, which column tells what, and how amounts and days are written. */
export type ColumnMapping = Partial<Record<AnswerColumn, number>> & {
	amount: number;
	day: number;
	/** Counted from 0. What stands above it is the bank's letterhead. */
	head?: number;
	/** Unless it is given, an amount that may be read in two ways is not read. */
	decimal?: DecimalMark;
	dayOrder?: DayOrder;
	/** The head as it was, by which the next file of the same bank is known. */
	headCells?: string[];
	/** A person chose it for an earlier file with the same head. */
	isRemembered?: boolean;
};

const heads: Record<AnswerColumn, RegExp> = {
	reference: /END.?TO.?END|E2E|MA CHI(?! NHANH)|MA THAM CHIEU|SO THAM CHIEU|REFERENCE|^REF\b/,
	amount: /SO TIEN|AMOUNT|GHI NO|DEBIT|TIEN RA|^NO$|^PS NO$|PHAT SINH NO|WITHDRAW|MONEY OUT|PAID OUT/,
	credit: /GHI CO|CREDIT|TIEN VAO|^CO$|^PS CO$|PHAT SINH CO|DEPOSIT|MONEY IN|PAID IN/,
	side: /^(?:(?:GHI )?NO ?\/ ?(?:GHI )?CO|D ?\/ ?C|DR ?\/ ?CR|DEBIT ?\/ ?CREDIT|LOAI GD|DAU)$/,
	result: /KET QUA|TRANG THAI|TINH TRANG|STATUS|RESULT/,
	day: /NGAY|DATE|DAY/,
	words: /LY DO|NOI DUNG|GHI CHU|DIEN GIAI|REASON|MESSAGE|REMARK|DESCRIPTION|DETAILS|NARRATIVE/,
};

/** The columns by what their heads say, as far as they say it: a first proposal for the person who maps them. */
export function guessColumns(head: readonly string[]): Partial<ColumnMapping> {
	const guess: Partial<ColumnMapping> = {};
	// What came in is named like any amount.
	for (const column of ["side", "credit", ...answerColumns] as const) {
		const taken = new Set(Object.values(guess));
		const at = head.findIndex((cell, place) => !taken.has(place) && heads[column].test(toAccountName(cell)));
		if (at >= 0 && guess[column] === undefined) guess[column] = at;
	}
	return guess;
}

/** Where the head may stand. */
export const HEAD_LINES = 30;

/** The line that looks most like a head; the first where none does. */
export function guessHead(table: readonly (readonly string[])[]): number {
	const scores = table.slice(0, HEAD_LINES).map((line) => Object.keys(guessColumns(line)).length);
	const best = Math.max(0, ...scores);
	return best < 2 ? 0 : scores.indexOf(best);
}

/** A head as it is compared with that of another file. */
export function headOf(line: readonly string[]): string[] {
	return line.map((cell) => toAccountName(cell).slice(0, 100));
}

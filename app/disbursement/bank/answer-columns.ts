import { toAccountName } from "#app/kernel/account-name.ts";

/** What a column of a bank's table can tell. */
export const answerColumns = ["reference", "amount", "result", "day", "words"] as const;

export type AnswerColumn = (typeof answerColumns)[number];

/** Which column, counted from 0, tells what. The bank's words may be left out. */
export type ColumnMapping = Record<Exclude<AnswerColumn, "words">, number> & { words?: number };

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

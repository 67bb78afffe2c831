import type { PlainDate } from "#app/kernel/plain-date.ts";
import { cleanLine } from "#app/kernel/text.ts";
import type { BankAnswer } from "../disbursement.states.ts";

/** One line of what the bank sent, as it was read. */
export type AnswerRow = {
	/** The end-to-end id, which is our payment's reference; "" where the bank names none. */
	reference: string;
	/** `waiting`: the bank is still at it. `unclear`: it cannot be told what the bank means. */
	answer: BankAnswer | "waiting" | "unclear";
	/** Null where the bank does not repeat it. */
	amountDong: bigint | null;
	/** Null where the bank says none: the moment of a message is not the day of a payment in it. */
	on: PlainDate | null;
	/** The bank's own words; "" if it has none. */
	said: string;
	/** The message that it answers, which is our batch's reference; null where it does not say. */
	batch: string | null;
	/** It speaks of all payments of the batch: of how many, as far as the bank says. */
	whole?: { count: number | null };
	/** How the bank names the payment itself: "AcctSvcrRef FT26330123". */
	keys?: readonly string[];
	/** The claims that its words name. */
	claims?: readonly string[];
	/** The account that it is about, as the bank writes it. */
	account?: string;
};

const SAID_LENGTH = 500;
/** The bank's words on one line, of a length that is kept. */
export function saidBy(...parts: readonly (string | undefined)[]): string {
	return cleanLine(parts.filter((part) => part).join(": ")).slice(0, SAID_LENGTH);
}

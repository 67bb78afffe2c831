/**
 * The life of a payment in one table: every change of state there is, who may make it, what it needs and what it books.
 * "unknown" is a state of its own: nobody guesses whether the bank has paid, and nothing is sent again meanwhile.
 */

export const disbursementStates = ["scheduled", "sent", "unknown", "paid", "failed", "cancelled"] as const;

export type DisbursementState = (typeof disbursementStates)[number];

/** What the bank said, or that it cannot be known yet. */
export type BankAnswer = "paid" | "failed" | "unknown";

/** What happened to a payment, as its trail tells it. */
export type DisbursementEvent =
	| "scheduled"
	| "sent"
	| "unknown"
	| "paid"
	| "failed"
	/** It had arrived, and Stripe says that it has come back since; a person decides what follows. */
	| "came-back"
	/** It was recorded as paid and had not arrived; two persons corrected that. */
	| "corrected"
	/** It had arrived and the bank took it back; two persons corrected what was booked. */
	| "taken-back"
	/** It was paid on another day than was recorded; two persons corrected that. */
	| "day-corrected"
	| "account-corrected"
	| "rescheduled"
	/** It left its batch before it was sent, so that the rest could go on. */
	| "taken-out"
	/** Its claim was ended, so that it is never sent. */
	| "cancelled";

/** What must be true beforehand; the command that makes the move looks after it. */
export type DisbursementNeed =
	/** Its batch was released by another person than who made it or verified one of its claims. */
	| "released-by-another"
	/** The bank's words, or why it cannot be known. */
	| "words"
	/** A day between the sending and today. */
	| "day"
	/** A correction that one finance officer proposed and another confirmed (app/correction). */
	| "corrected-by-two"
	/** Payments of its application are stopped, and a programme officer ends its claim. */
	| "stopped";

export type DisbursementTransition = {
	from: DisbursementState;
	to: DisbursementState;
	what: DisbursementEvent;
	by: "finance" | "programme";
	needs: readonly DisbursementNeed[];
	/** What the ledger is told in the same transaction (app/funding/bookings.server.ts). */
	books: "nothing" | "pay" | "reverse";
};

const answers = (from: "sent" | "unknown"): DisbursementTransition[] => [
	{ from, to: "paid", what: "paid", by: "finance", needs: ["day"], books: "pay" },
	{ from, to: "failed", what: "failed", by: "finance", needs: ["day", "words"], books: "nothing" },
];

export const disbursementTransitions: readonly DisbursementTransition[] = [
	{
		from: "scheduled",
		to: "sent",
		what: "sent",
		by: "finance",
		needs: ["released-by-another"],
		books: "nothing",
	},
	...answers("sent"),
	{ from: "sent", to: "unknown", what: "unknown", by: "finance", needs: ["words"], books: "nothing" },
	...answers("unknown"),
	{ from: "failed", to: "scheduled", what: "rescheduled", by: "finance", needs: [], books: "nothing" },
	...(["scheduled", "failed"] as const).map(
		(from): DisbursementTransition => ({
			from,
			to: "cancelled",
			what: "cancelled",
			by: "programme",
			needs: ["stopped", "words"],
			books: "nothing",
		}),
	),
	{
		from: "paid",
		to: "failed",
		what: "corrected",
		by: "finance",
		needs: ["corrected-by-two", "words"],
		books: "reverse",
	},
];

/** The row of the table for a change of state, or null where there is no such change. */
export function disbursementTransition(from: DisbursementState, to: DisbursementState): DisbursementTransition | null {
	return disbursementTransitions.find((transition) => transition.from === from && transition.to === to) ?? null;
}

/** The bank has it, or had it, and has not said what became of it. */
export function awaitsBank(state: DisbursementState): boolean {
	return state === "sent" || state === "unknown";
}

/** What was recorded as paid counts as not arrived: two persons corrected it. */
export function isUndone(what: DisbursementEvent | undefined): boolean {
	return what === "corrected" || what === "taken-back";
}

/** The money did not arrive, or not to stay. */
export function isTrouble(what: DisbursementEvent): boolean {
	return what === "failed" || what === "came-back" || isUndone(what);
}

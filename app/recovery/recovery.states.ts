/**
 * The life of a recovery in one table (Decree 80/2021/ND-CP, article 31): every change of state there is and who may make
 * it. Money that comes back is booked one receipt at a time, whatever the state; the last one settles.
 */

export const recoveryStates = ["drafted", "notified", "contested", "due", "settled", "dropped"] as const;

export type RecoveryState = (typeof recoveryStates)[number];

/** What happened to a recovery, as its trail tells it. */
export const recoveryEvents = [
	"made",
	"confirmed",
	"agreed",
	"contested",
	"planned",
	"kept",
	"lower-proposed",
	"drop-proposed",
	"receipt-proposed",
	"proposal-declined",
	"lowered",
	"dropped",
	"received",
	"receipt-corrected",
	"settled",
] as const;

export type RecoveryEvent = (typeof recoveryEvents)[number];

/** Steps between officers: not the city's word yet, so the business is not told. */
const amongOfficers = ["made", "lower-proposed", "drop-proposed", "receipt-proposed", "proposal-declined"] as const;

export function isAmongOfficers(what: RecoveryEvent): what is (typeof amongOfficers)[number] {
	return amongOfficers.some((each) => each === what);
}

/** What must be true beforehand; the command that makes the move looks after it. */
type RecoveryNeed =
	/** Another finance officer than who made the notice, or than who proposed to ask less. */
	| "another-person"
	/** Why, in words that the business reads. */
	| "words"
	/** All of the amount has come back. */
	| "all-received"
	/** A receipt was typed wrongly: two persons corrected what it booked (app/correction). */
	| "receipt-corrected";

export type RecoveryTransition = {
	from: RecoveryState;
	to: RecoveryState;
	by: "finance" | "business";
	needs: readonly RecoveryNeed[];
};

export const recoveryTransitions: readonly RecoveryTransition[] = [
	{ from: "drafted", to: "notified", by: "finance", needs: ["another-person"] },
	{ from: "drafted", to: "dropped", by: "finance", needs: ["words"] },
	{ from: "notified", to: "due", by: "business", needs: [] },
	{ from: "notified", to: "contested", by: "business", needs: ["words"] },
	{ from: "notified", to: "dropped", by: "finance", needs: ["another-person", "words"] },
	{ from: "notified", to: "settled", by: "finance", needs: ["all-received"] },
	{ from: "contested", to: "due", by: "finance", needs: ["words"] },
	{ from: "contested", to: "dropped", by: "finance", needs: ["another-person", "words"] },
	{ from: "contested", to: "settled", by: "finance", needs: ["all-received"] },
	// Lowered once more.
	{ from: "due", to: "due", by: "finance", needs: ["another-person", "words"] },
	{ from: "due", to: "dropped", by: "finance", needs: ["another-person", "words"] },
	{ from: "due", to: "settled", by: "finance", needs: ["all-received"] },
	// Where it stood when the wrong receipt settled it: what the business had not said, or nobody answered, is still open.
	{ from: "settled", to: "notified", by: "finance", needs: ["receipt-corrected"] },
	{ from: "settled", to: "contested", by: "finance", needs: ["receipt-corrected"] },
	{ from: "settled", to: "due", by: "finance", needs: ["receipt-corrected"] },
];

/** The row of the table for a change of state, or null where there is no such change. */
export function recoveryTransition(from: RecoveryState, to: RecoveryState): RecoveryTransition | null {
	return recoveryTransitions.find((transition) => transition.from === from && transition.to === to) ?? null;
}

/** The business knows of it, and it is not over: money that comes back is recorded. */
export function awaitsMoney(state: RecoveryState): boolean {
	return state === "notified" || state === "contested" || state === "due";
}

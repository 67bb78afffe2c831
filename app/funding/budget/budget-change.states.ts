/**
 * Changes of a programme's budget: what kinds there are, between which places each moves money, and the life of one in a
 * table. Each rests on a decision of the city, is proposed by one officer and confirmed by another.
 */

export const budgetChangeKinds = ["allot", "move", "take-back", "top-up", "cut"] as const;

export type BudgetChangeKind = (typeof budgetChangeKinds)[number];

/** Where money can come from and go to: outside the programme, not given to any association, an association's envelope. */
export type BudgetPlace = "outside" | "unallotted" | "envelope";

export const budgetPlaces: Record<BudgetChangeKind, { from: BudgetPlace; to: BudgetPlace }> = {
	"top-up": { from: "outside", to: "unallotted" },
	cut: { from: "unallotted", to: "outside" },
	allot: { from: "unallotted", to: "envelope" },
	"take-back": { from: "envelope", to: "unallotted" },
	move: { from: "envelope", to: "envelope" },
};

export const budgetChangeStates = ["proposed", "confirmed", "declined", "withdrawn"] as const;

export type BudgetChangeState = (typeof budgetChangeStates)[number];

/** Who makes the move: the officer who proposed it, or any other. */
type BudgetChangeSide = "proposer" | "another-person";

type BudgetChangeNeed =
	/** The place that it comes from still has it, and the assignment of who receives it allows it. */
	| "amount-fits"
	/** Why, in words that the proposer reads. */
	| "words";

export type BudgetChangeTransition = {
	from: BudgetChangeState;
	to: BudgetChangeState;
	by: BudgetChangeSide;
	needs: readonly BudgetChangeNeed[];
	books: boolean;
};

export const budgetChangeTransitions: readonly BudgetChangeTransition[] = [
	{ from: "proposed", to: "confirmed", by: "another-person", needs: ["amount-fits"], books: true },
	{ from: "proposed", to: "declined", by: "another-person", needs: ["words"], books: false },
	{ from: "proposed", to: "withdrawn", by: "proposer", needs: [], books: false },
];

/** The row of the table for a change of state, or null where there is no such change. */
export function budgetChangeTransition(from: BudgetChangeState, to: BudgetChangeState): BudgetChangeTransition | null {
	return budgetChangeTransitions.find((transition) => transition.from === from && transition.to === to) ?? null;
}

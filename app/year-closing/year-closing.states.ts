/**
 * The closing of a programme's year in one table: what is left of the year's money goes back to what is not allotted. It is
 * proposed by one officer and confirmed by another; the work is a job's, which says when it is done.
 */

export const yearClosingStates = ["proposed", "confirmed", "done", "declined", "withdrawn"] as const;

export type YearClosingState = (typeof yearClosingStates)[number];

type YearClosingTransition = {
	from: YearClosingState;
	to: YearClosingState;
	by: "proposer" | "another-person" | "system";
};

const yearClosingTransitions: readonly YearClosingTransition[] = [
	{ from: "proposed", to: "confirmed", by: "another-person" },
	{ from: "proposed", to: "declined", by: "another-person" },
	{ from: "proposed", to: "withdrawn", by: "proposer" },
	{ from: "confirmed", to: "done", by: "system" },
];

/** The row of the table for a change of state, or null where there is no such change. */
export function yearClosingTransition(from: YearClosingState, to: YearClosingState): YearClosingTransition | null {
	return yearClosingTransitions.find((transition) => transition.from === from && transition.to === to) ?? null;
}

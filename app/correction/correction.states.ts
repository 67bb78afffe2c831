/** The life of a correction in one table: every change of state there is and who may make it. */

export const correctionStates = ["proposed", "confirmed", "declined", "withdrawn"] as const;

export type CorrectionState = (typeof correctionStates)[number];

export type CorrectionTransition = {
	from: "proposed";
	to: Exclude<CorrectionState, "proposed">;
	/** Which finance officer. The recorder is who booked what is corrected. */
	by: "another-than-proposer-and-recorder" | "another-than-proposer" | "proposer";
	needs: readonly ("words" | "still-correctable")[];
	/** What the ledger is told in the same transaction. */
	books: "reversal" | "nothing";
};

export const correctionTransitions: readonly CorrectionTransition[] = [
	{
		from: "proposed",
		to: "confirmed",
		by: "another-than-proposer-and-recorder",
		needs: ["still-correctable"],
		books: "reversal",
	},
	{ from: "proposed", to: "declined", by: "another-than-proposer", needs: ["words"], books: "nothing" },
	{ from: "proposed", to: "withdrawn", by: "proposer", needs: [], books: "nothing" },
];

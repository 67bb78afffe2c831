/**
 * The life of a claim in one table: every change of state there is, who may make it, what it needs and what it books.
 */

export const claimStates = ["draft", "submitted", "verified", "returned", "refused"] as const;

export type ClaimState = (typeof claimStates)[number];

/** What happened to a claim, as its trail tells it. */
export type ClaimEvent =
	| "started"
	| "submitted"
	| "resubmitted"
	| "verified"
	| "returned"
	| "refused"
	| "given-up"
	/** The city ended it, after payments of its application had been stopped. */
	| "ended";

/** What must be true beforehand; the command that makes the move looks after it. */
export type ClaimNeed =
	/** Costs, invoices, files and the payee's account are there and fit what was agreed. */
	| "complete"
	/** The reviewer belongs to the association, not to the business, and has declared no conflict of interest. */
	| "no-conflict"
	| "reasons"
	/** Payments are stopped, and what it is due is not with the bank. */
	| "stopped";

export type ClaimTransition = {
	from: ClaimState;
	to: ClaimState;
	what: ClaimEvent;
	by: "business" | "association" | "city";
	needs: readonly ClaimNeed[];
	/** What the ledger is told in the same transaction (app/funding/bookings.server.ts). */
	books: "nothing" | "make-payable" | "take-back-payable";
	/** Whether the claim holds its invoices afterwards, so that nobody else can claim with them. */
	holdsInvoices: boolean;
};

export const claimTransitions: readonly ClaimTransition[] = [
	{
		from: "draft",
		to: "submitted",
		what: "submitted",
		by: "business",
		needs: ["complete"],
		books: "nothing",
		holdsInvoices: true,
	},
	{
		from: "returned",
		to: "submitted",
		what: "resubmitted",
		by: "business",
		needs: ["complete"],
		books: "nothing",
		holdsInvoices: true,
	},
	{
		from: "submitted",
		to: "verified",
		what: "verified",
		by: "association",
		needs: ["no-conflict"],
		books: "make-payable",
		holdsInvoices: true,
	},
	{
		from: "submitted",
		to: "returned",
		what: "returned",
		by: "association",
		needs: ["no-conflict", "reasons"],
		books: "nothing",
		holdsInvoices: true,
	},
	{
		from: "submitted",
		to: "refused",
		what: "refused",
		by: "association",
		needs: ["no-conflict", "reasons"],
		books: "nothing",
		holdsInvoices: false,
	},
	// Who began it may go on without it; when the claims end or the application is cancelled, nobody mends it any more.
	{
		from: "draft",
		to: "refused",
		what: "given-up",
		by: "business",
		needs: [],
		books: "nothing",
		holdsInvoices: false,
	},
	{
		from: "returned",
		to: "refused",
		what: "given-up",
		by: "business",
		needs: [],
		books: "nothing",
		holdsInvoices: false,
	},
	// The city may end in the same way what is not verified yet; it is an event of its own then.
	{
		from: "verified",
		to: "refused",
		what: "ended",
		by: "city",
		needs: ["stopped", "reasons"],
		books: "take-back-payable",
		holdsInvoices: false,
	},
];

/** The row of the table for a change of state, or null where there is no such change. */
export function claimTransition(from: ClaimState, to: ClaimState): ClaimTransition | null {
	return claimTransitions.find((transition) => transition.from === from && transition.to === to) ?? null;
}

/** The business can change what it claims: before it submits, and while it mends. */
export function isClaimOpenToChange(state: ClaimState): boolean {
	return claimTransitions.some((transition) => transition.from === state && transition.by === "business");
}

/** Ended by what happened last to it, and not by an answer. */
export function isGivenUp(last: ClaimEvent | null | undefined): boolean {
	return last === "given-up";
}

/** Not answered for good: only one such claim at a time for an application. */
export const openClaimStates = ["draft", "submitted", "returned"] as const satisfies readonly ClaimState[];

/** Counts against what was approved. */
export const countingClaimStates = ["submitted", "returned", "verified"] as const satisfies readonly ClaimState[];

const ownEvents: readonly string[] = ["started", "submitted", "resubmitted", "given-up"];

/** Done by the business itself; the rest is the association's, which answers as a body and not as a person. */
export function isOwnEvent(what: ClaimEvent): boolean {
	return ownEvents.includes(what);
}

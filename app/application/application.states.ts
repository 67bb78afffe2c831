/**
 * The life of an application in one table: every change of state there is, who may make it, what it needs and what it
 * books. What is not in the table cannot happen; the database is only asked for what the table allows.
 */

export const applicationStates = [
	"draft",
	"submitted",
	"in_review",
	"changes_requested",
	"recommended",
	"approved",
	"rejected",
	"agreed",
	"completed",
	"lapsed",
	"withdrawn",
	"cancelled",
] as const;

export type ApplicationState = (typeof applicationStates)[number];

/** On whose behalf something is done to an application. */
export type Side = "business" | "association" | "city" | "system" | "provider";

/** What happened to an application, as its timeline tells it. From "started" on: things that change no state. */
export const applicationEvents = [
	"submitted",
	"taken-up",
	"changes-requested",
	"resubmitted",
	"recommended",
	"returned",
	"approved",
	"rejected",
	"agreed",
	"lapsed",
	"completed",
	"withdrawn",
	"cancelled",
	"lapsed-at-closing",
	"given-up",
	"started",
	"extended",
	"condition-checked",
	"business-accepted",
	"provider-accepted",
	"provider-declined",
	"provider-asked-again",
	"provider-address-changed",
	"claim-submitted",
	"claim-verified",
	"claim-returned",
	"claim-refused",
	"claim-given-up",
	"claims-ended",
	"claim-ended",
	"payments-stopped",
	"payments-resumed",
	"advance-submitted",
	"advance-verified",
	"advance-returned",
	"advance-refused",
	"advance-given-up",
	"retention-due",
	"own-share-paid",
	"own-share-passed",
	"own-share-taken",
	"own-share-returned",
	"own-share-refunded",
	"own-share-refund-failed",
	"payment-sent",
	"payment-failed",
	"payment-corrected",
	"paid",
	"certificate-issued",
	"recovery-notified",
	"recovery-agreed",
	"recovery-contested",
	"recovery-planned",
	"recovery-kept",
	"recovery-lowered",
	"recovery-dropped",
	"recovery-received",
	"recovery-receipt-corrected",
	"recovery-settled",
] as const;

export type ApplicationEvent = (typeof applicationEvents)[number];

/** What must be true beforehand; the command that makes the move looks after it. */
export type Need =
	/** Lines, quotations and figures are there, and no rule fails. */
	| "complete"
	/** The reviewer has declared that they have no conflict of interest. */
	| "no-conflict"
	| "reasons"
	/** The amount is at most what the rules allow and needs no second person. */
	| "amount-within-limit"
	/** The amount, or the sample, asks for a second person. */
	| "second-person-due"
	/** By another person than the one who recommended. */
	| "another-person"
	/** By someone with the right to bind the business, and by each provider who is paid, within the programme's days. */
	| "all-parties"
	/** The days to accept, or the year by a closing; or a provider has declined and the business ends it. */
	| "days-over"
	| "all-claims-paid";

/** What the ledger is told in the same transaction (app/funding/bookings.server.ts). */
export type Books = "nothing" | "reserve" | "commit" | "release-reserved" | "release-committed";

export type Transition = {
	from: ApplicationState;
	to: ApplicationState;
	what: ApplicationEvent;
	by: readonly Side[];
	needs: readonly Need[];
	books: Books;
};

const business = ["business"] as const;
const association = ["association"] as const;

export const transitions: readonly Transition[] = [
	{ from: "draft", to: "submitted", what: "submitted", by: business, needs: ["complete"], books: "nothing" },
	{ from: "submitted", to: "in_review", what: "taken-up", by: association, needs: ["no-conflict"], books: "nothing" },
	{
		from: "in_review",
		to: "changes_requested",
		what: "changes-requested",
		by: association,
		needs: ["no-conflict", "reasons"],
		books: "nothing",
	},
	{
		from: "changes_requested",
		to: "in_review",
		what: "resubmitted",
		by: business,
		needs: ["complete"],
		books: "nothing",
	},
	{
		from: "in_review",
		to: "approved",
		what: "approved",
		by: association,
		needs: ["no-conflict", "amount-within-limit"],
		books: "reserve",
	},
	{
		from: "in_review",
		to: "recommended",
		what: "recommended",
		by: association,
		needs: ["no-conflict", "second-person-due"],
		books: "nothing",
	},
	{
		from: "recommended",
		to: "approved",
		what: "approved",
		by: association,
		needs: ["no-conflict", "another-person"],
		books: "reserve",
	},
	{
		from: "recommended",
		to: "in_review",
		what: "returned",
		by: association,
		needs: ["no-conflict", "another-person", "reasons"],
		books: "nothing",
	},
	{
		from: "in_review",
		to: "rejected",
		what: "rejected",
		by: association,
		needs: ["no-conflict", "reasons"],
		books: "nothing",
	},
	{
		from: "approved",
		to: "agreed",
		what: "agreed",
		by: ["business", "provider"],
		needs: ["all-parties"],
		books: "commit",
	},
	{
		from: "approved",
		to: "lapsed",
		what: "lapsed",
		by: ["system", "business"],
		needs: ["days-over"],
		books: "release-reserved",
	},
	{
		from: "agreed",
		to: "completed",
		what: "completed",
		by: ["city", "system"],
		needs: ["all-claims-paid"],
		books: "release-committed",
	},
	{
		from: "agreed",
		to: "cancelled",
		what: "cancelled",
		by: ["association", "city"],
		needs: ["reasons"],
		books: "release-committed",
	},
	...(["draft", "submitted", "in_review", "changes_requested"] as const).map(
		(from): Transition => ({ from, to: "withdrawn", what: "withdrawn", by: business, needs: [], books: "nothing" }),
	),
];

/** The row of the table for a change of state, or null where there is no such change. */
export function transitionOf(from: ApplicationState, to: ApplicationState): Transition | null {
	return transitions.find((transition) => transition.from === from && transition.to === to) ?? null;
}

/** Whether that side may change the state so; without a side, whether anybody may. */
export function canMove(from: ApplicationState, to: ApplicationState, side?: Side): boolean {
	const transition = transitionOf(from, to);
	return transition !== null && (side === undefined || transition.by.includes(side));
}

/** Nothing can happen to it any more. */
export function isOver(state: ApplicationState): boolean {
	return transitions.every((transition) => transition.from !== state);
}

/** The business can change what it asks for: before it submits, and while it owes an answer. */
export function isOpenToChange(state: ApplicationState): boolean {
	return state === "draft" || state === "changes_requested";
}

/** Submitted and not answered yet: the same support item cannot be asked for elsewhere meanwhile. */
export const statesInProgress = ["submitted", "in_review", "changes_requested", "recommended"] as const;

/** Of applications that a person has approved once, whatever came of them. */
export const everApproved = ["approved", "agreed", "completed", "lapsed", "cancelled"] as const;

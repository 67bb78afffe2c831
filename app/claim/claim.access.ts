import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";
import { addDays, type PlainDate } from "#app/kernel/plain-date.ts";
import { canOpenCase, canReview, type ReviewerTie } from "#app/review/review.access.ts";
import { type ClaimState, isClaimOpenToChange } from "./claim.states.ts";

/*
 * What the people of a business may do to a claim, and its reviewer. Everybody else does not find it
 * (visible-claims.server.ts).
 */

/** What an application has to say to a new claim. */
export type Claimable = {
	state: string;
	/** A claim that is a draft, being checked or being mended. */
	hasOpenClaim: boolean;
	/** It was said, after the last claim, that nothing more will be claimed. */
	ended: boolean;
	/** That was said, or the business has said of a claim that counts that it is the last. */
	lastClaimMade: boolean;
	/** What was approved and is not claimed yet. */
	leftDong: bigint;
	/** Money was asked for ahead and has not arrived. */
	awaitsAdvance: boolean;
};

/** To claim costs: after the agreement, one claim at a time, until all is claimed. */
export function canStartClaim(
	application: Claimable,
): Permission<
	| "claim_refusal_not_agreed"
	| "claim_refusal_advance_first"
	| "claim_refusal_one_open"
	| "claim_refusal_last_made"
	| "claim_refusal_nothing_left"
> {
	if (application.state !== "agreed") return refusedBecause("claim_refusal_not_agreed");
	if (application.awaitsAdvance) return refusedBecause("claim_refusal_advance_first");
	if (application.hasOpenClaim) return refusedBecause("claim_refusal_one_open");
	if (application.lastClaimMade) return refusedBecause("claim_refusal_last_made");
	return application.leftDong > 0n ? allowed : refusedBecause("claim_refusal_nothing_left");
}

/** What an application has to say to the end of its claims. */
export type Endable = Claimable & {
	/** A claim for costs was verified. */
	hasVerified: boolean;
	/** The last day on which a claim was begun, sent or answered; null before the first. */
	movedOn: PlainDate | null;
	/** A claim that is with the association or being mended; where the business is silent, only one with the association. */
	hasClaimInHand: boolean;
	/** Earned and kept back, which ending the claims makes due. */
	keptDong: bigint;
};

type NotEndable =
	| "claim_refusal_not_agreed"
	| "claim_refusal_advance_first"
	| "claim_refusal_one_open"
	| "claim_refusal_last_made"
	| "claim_refusal_nothing_left"
	| "claim_refusal_nothing_verified";

/** To say that nothing more will be claimed: once something is verified and nothing is in hand. Before, it is cancelled. */
export function canEndClaims(application: Endable): Permission<NotEndable> {
	if (application.state !== "agreed") return refusedBecause("claim_refusal_not_agreed");
	if (application.awaitsAdvance) return refusedBecause("claim_refusal_advance_first");
	if (application.hasClaimInHand) return refusedBecause("claim_refusal_one_open");
	if (application.lastClaimMade) return refusedBecause("claim_refusal_last_made");
	if (application.leftDong === 0n) return refusedBecause("claim_refusal_nothing_left");
	return application.hasVerified ? allowed : refusedBecause("claim_refusal_nothing_verified");
}

/** Without a claim for a quarter of a year, a business that had claimed may be taken not to claim again. */
export const SILENT_DAYS = 90;

/** Whether nothing has come of claims for `SILENT_DAYS`; never before the first. */
export function isSilent({ movedOn, today }: { movedOn: PlainDate | null; today: PlainDate }): boolean {
	return movedOn !== null && addDays(movedOn, SILENT_DAYS) <= today;
}

/** To say so for the business: the manager of its association, who is not tied to it, once it has been silent for `SILENT_DAYS`. */
export function canEndClaimsFor(
	actor: Actor,
	application: Endable & { associationId: string | null; today: PlainDate; conflict: boolean },
): Permission<NotEndable | "house_refusal_not_yours" | "review_refusal_conflict" | "claim_refusal_not_silent"> {
	const { associationId, ended, conflict } = application;
	const may = actor.secondFactor && associationId !== null && holds(actor, "association_manager", associationId);
	if (!may) return refusedBecause("house_refusal_not_yours");
	if (conflict) return refusedBecause("review_refusal_conflict");
	if (ended) return allowed;
	const permission = canEndClaims(application);
	if (!permission.allowed) return permission;
	return isSilent(application) ? allowed : refusedBecause("claim_refusal_not_silent");
}

/** What an application has to say to an advance. */
export type Advanceable = {
	state: string;
	/** The most that its programme pays ahead. */
	highestDong: bigint;
	/** An advance that was not refused. */
	advanceMade: boolean;
	/** A claim for costs that was not refused, a draft too. */
	costsClaimed: boolean;
};

/** To ask for an advance: after the agreement, once, and before any costs are claimed. */
export function canStartAdvance(
	application: Advanceable,
): Permission<
	| "claim_refusal_not_agreed"
	| "claim_refusal_no_advance"
	| "claim_refusal_advance_made"
	| "claim_refusal_advance_too_late"
> {
	if (application.state !== "agreed") return refusedBecause("claim_refusal_not_agreed");
	if (application.highestDong === 0n) return refusedBecause("claim_refusal_no_advance");
	if (application.advanceMade) return refusedBecause("claim_refusal_advance_made");
	return application.costsClaimed ? refusedBecause("claim_refusal_advance_too_late") : allowed;
}

/** Costs, invoices, files and account, until the claim is submitted and again while it is being mended. */
export function canChangeClaim({ state }: { state: ClaimState }): Permission<"claim_refusal_submitted"> {
	return isClaimOpenToChange(state) ? allowed : refusedBecause("claim_refusal_submitted");
}

/** To verify, return or refuse: a reviewer of the association who has declared no conflict, while it waits for an answer. */
export function canAnswerClaim(
	actor: Actor,
	claim: { state: ClaimState; associationId: string | null; tie: ReviewerTie },
): Permission<
	"house_refusal_not_yours" | "review_refusal_conflict" | "review_refusal_not_declared" | "claim_refusal_answered"
> {
	const reviewer = canReview(actor, claim.associationId);
	if (!reviewer.allowed) return reviewer;
	const open = canOpenCase(claim.tie);
	if (!open.allowed) return open;
	return claim.state === "submitted" ? allowed : refusedBecause("claim_refusal_answered");
}

/** What an application has to say to being cancelled. */
export type Cancellable = {
	state: string;
	associationId: string | null;
	/** Something was claimed, and is with the association, verified or paid. */
	claimed: boolean;
	/** A claim or an advance is being mended. */
	mending: boolean;
	/** Paid ahead, and not come back. */
	outstandingDong: bigint;
	conflict: boolean;
	/** The last day on which a claim was begun, sent or answered; null before the first. */
	movedOn: PlainDate | null;
};

/**
 * To cancel an agreed application: its association's manager, unless they are tied to it, as long as nothing
 * of it is claimed, and nothing was paid ahead that has not come back. A claim that is being mended counts until the
 * business has been silent for `SILENT_DAYS`: nobody but the business could end it.
 */
export function canCancel(
	actor: Actor,
	application: Cancellable & { today: PlainDate },
): Permission<
	| "house_refusal_not_yours"
	| "review_refusal_conflict"
	| "claim_refusal_not_agreed"
	| "claim_refusal_claimed"
	| "claim_refusal_being_mended"
	| "claim_refusal_advance_outstanding"
> {
	const { associationId } = application;
	const may = actor.secondFactor && associationId !== null && holds(actor, "association_manager", associationId);
	if (!may) return refusedBecause("house_refusal_not_yours");
	if (application.conflict) return refusedBecause("review_refusal_conflict");
	if (application.state !== "agreed") return refusedBecause("claim_refusal_not_agreed");
	if (application.claimed) return refusedBecause("claim_refusal_claimed");
	if (application.mending && !isSilent(application)) return refusedBecause("claim_refusal_being_mended");
	return application.outstandingDong > 0n ? refusedBecause("claim_refusal_advance_outstanding") : allowed;
}

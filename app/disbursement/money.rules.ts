/** Where an approved amount stands, so that the parts add up on the page. */

import type { ApplicationState } from "#app/application/application.states.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { DisbursementState } from "./disbursement.states.ts";

/** A claim with the state of its payment, if it has one. */
export type MoneyStep = {
	claimState: ClaimState;
	state: DisbursementState | null;
	/** What is paid for it. */
	amountDong: bigint;
	/** What it earned and leaves behind until the last claim; 0 once another claim pays that. */
	keptDong: bigint;
};

/** What is paid before it is earned: not earned yet, and come back. */
export type MoneyAhead = {
	outstandingDong: bigint;
	returnedDong: bigint;
	/** The last claim is answered, or it was said that there are no more. */
	noMoreClaims?: boolean;
};

/** approved = arrived + on its way + kept back + to claim + returned to the envelope. */
export type MoneySums = {
	approvedDong: bigint;
	arrivedDong: bigint;
	/** Of what has arrived: paid ahead, to be earned by claims. */
	toEarnDong: bigint;
	/** Earned, and paid with the last claim. */
	keptDong: bigint;
	/** Claimed, and neither paid nor back with the business. */
	onItsWayDong: bigint;
	/** Not claimed yet, or returned to be mended. */
	toClaimDong: bigint;
	/** Will not be claimed any more. */
	givenBackDong: bigint;
};

/** Whether the money of a claim is under way: with the association, waiting to be paid, or with the bank. */
export function isOnItsWay({ claimState, state }: Pick<MoneyStep, "claimState" | "state">): boolean {
	return claimState === "submitted" || (claimState === "verified" && state !== "paid");
}

export function moneySums(
	application: { state: ApplicationState; approvedDong: bigint },
	steps: readonly MoneyStep[],
	{ outstandingDong, returnedDong, noMoreClaims }: MoneyAhead = { outstandingDong: 0n, returnedDong: 0n },
): MoneySums {
	const amountOf = (those: readonly MoneyStep[]) => sumDong(those.map(({ amountDong }) => amountDong));
	const arrivedDong = amountOf(steps.filter(({ state }) => state === "paid")) - returnedDong;
	const onItsWayDong = amountOf(steps.filter(isOnItsWay));
	const counting = steps.filter(({ claimState }) => claimState === "submitted" || claimState === "verified");
	const keptDong = sumDong(counting.map((step) => step.keptDong));
	const restDong = application.approvedDong - arrivedDong - onItsWayDong - keptDong;
	const isOpen = application.state === "approved" || (application.state === "agreed" && !noMoreClaims);
	return {
		approvedDong: application.approvedDong,
		arrivedDong,
		toEarnDong: outstandingDong,
		keptDong,
		onItsWayDong,
		toClaimDong: isOpen ? restDong : 0n,
		givenBackDong: isOpen ? 0n : restDong,
	};
}

/** What the business is told of a payment now. */
export type Stage =
	/** The association checks the claim. */
	| "checking"
	/** The business has to mend its claim. */
	| "mending"
	| "refused"
	/** Verified; the finance office makes the next batch. */
	| "waiting"
	/** The bank has it. */
	| "sent"
	| "unknown"
	/** The bank returned it. */
	| "failed"
	| "paid"
	/** Verified, and paid ahead already. */
	| "settled";

export function stageOf({
	claimState,
	state,
	amountDong,
}: Pick<MoneyStep, "claimState" | "state"> & { amountDong?: bigint }): Stage {
	if (claimState === "draft" || claimState === "returned") return "mending";
	if (claimState === "submitted") return "checking";
	if (claimState === "refused") return "refused";
	if (amountDong === 0n) return "settled";
	// The payment of a claim that was ended; a verified claim has none.
	if (state === "cancelled") return "refused";
	return state === null || state === "scheduled" ? "waiting" : state;
}

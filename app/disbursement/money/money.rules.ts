/** Where an approved amount stands, so that the parts add up on the page. */

import type { ApplicationState } from "#app/application/application.states.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { DisbursementState } from "../disbursement.states.ts";

/** A claim with the state of its payment, if it has one. */
export type MoneyStep = { claimState: ClaimState; state: DisbursementState | null; amountDong: bigint };

/** approved = arrived + on its way + to claim + returned to the envelope. */
export type MoneySums = {
	approvedDong: bigint;
	arrivedDong: bigint;
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
): MoneySums {
	const amountOf = (those: readonly MoneyStep[]) => sumDong(those.map(({ amountDong }) => amountDong));
	const arrivedDong = amountOf(steps.filter(({ state }) => state === "paid"));
	const onItsWayDong = amountOf(steps.filter(isOnItsWay));
	const restDong = application.approvedDong - arrivedDong - onItsWayDong;
	const isOpen = application.state === "approved" || application.state === "agreed";
	return {
		approvedDong: application.approvedDong,
		arrivedDong,
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
	| "paid";

export function stageOf({ claimState, state }: Pick<MoneyStep, "claimState" | "state">): Stage {
	if (claimState === "draft" || claimState === "returned") return "mending";
	if (claimState === "submitted") return "checking";
	if (claimState === "refused") return "refused";
	return state === null || state === "scheduled" ? "waiting" : state;
}

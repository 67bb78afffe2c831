/** The business's own share of what was approved, where it pays it in through Stripe. */

import type { ApplicationState } from "#app/application/application.states.ts";
import { allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import { smallerDong, sumDong } from "#app/kernel/dong.ts";

/** What the business pays of the lines that were approved: their prices less the public share. */
export function ownShareOf(lines: readonly { priceDong: bigint; approvedDong: bigint }[]): bigint {
	const granted = lines.filter(({ approvedDong }) => approvedDong > 0n);
	return sumDong(granted.map(({ priceDong, approvedDong }) => priceDong - approvedDong));
}

/** It is paid in once the agreement is accepted, and before a claim says that it was paid otherwise. */
export function canPayOwnShare(application: {
	state: ApplicationState;
	claimed: boolean;
}): Permission<"disbursement_refusal_own_share_not_agreed" | "disbursement_refusal_own_share_claimed"> {
	if (application.state !== "agreed") return refusedBecause("disbursement_refusal_own_share_not_agreed");
	return application.claimed ? refusedBecause("disbursement_refusal_own_share_claimed") : allowed;
}

/** What of the money that is held goes to the provider with a claim: its cost less the public share, as far as it is there. */
export function ownShareToPass(claim: { costDong: bigint; subsidyDong: bigint }, freeDong: bigint): bigint {
	const own = claim.costDong - claim.subsidyDong;
	return own > 0n && freeDong > 0n ? smallerDong(own, freeDong) : 0n;
}

/** Nothing more can be claimed: what is still held goes back to the business. */
export function isOver(state: ApplicationState): boolean {
	return state === "completed" || state === "cancelled";
}

type Dispute = { amount: number; status: string };
type Refund = { id: string; amount: number; status: string | null; metadata: Record<string, string> | null };

/**
 * What Stripe took back of a share: disputes, whose money it takes at once and gives back when they are won, and refunds
 * other than ours. `questioned` while the payer's bank only asks, or has not decided: it may be taken, or come back.
 * https://docs.stripe.com/disputes/how-disputes-work
 */
export function takenOf(
	share: { id: string; refundId: string | null },
	disputes: readonly Dispute[],
	refunds: readonly Refund[],
): { takenDong: bigint; questioned: boolean } {
	const isLost = ({ status }: Dispute) => status !== "won" && !status.startsWith("warning_");
	const isOurs = ({ id, metadata }: Refund) => id === share.refundId || metadata?.own_share === share.id;
	const isGone = (refund: Refund) => !isOurs(refund) && refund.status !== "failed" && refund.status !== "canceled";
	const taken = [...disputes.filter(isLost), ...refunds.filter(isGone)];
	return {
		takenDong: sumDong(taken.map(({ amount }) => BigInt(amount))),
		questioned: disputes.some(({ status }) => status.endsWith("needs_response") || status.endsWith("under_review")),
	};
}

export type OwnShareStage =
	/** A page of Stripe waits for the business, or Stripe has not said yet that it was paid. */
	| "open"
	/** Paid, and kept for the provider. */
	| "held"
	/** All that was needed has gone to the provider. */
	| "passed"
	| "refunding"
	| "refunded"
	| "refund-failed"
	/** The payer's bank or somebody at Stripe took it back, before it had gone to the provider. */
	| "taken"
	/** The same, after it had gone: the business owes it. */
	| "owed"
	/** Not paid in time; another may be opened. */
	| "expired";

export type OwnShareFacts = {
	outcome: "paid" | "expired" | null;
	refundDong: bigint | null;
	refundOutcome: "refunded" | "failed" | null;
	heldDong: bigint;
	takenDong: bigint;
	owedDong: bigint;
};

export function ownShareStage(share: OwnShareFacts): OwnShareStage {
	const { outcome, refundDong, refundOutcome, heldDong, takenDong, owedDong } = share;
	if (outcome !== "paid") return outcome ?? "open";
	if (owedDong > 0n) return "owed";
	if (refundOutcome) return refundOutcome === "refunded" ? "refunded" : "refund-failed";
	if (refundDong !== null) return "refunding";
	if (takenDong > 0n) return "taken";
	return heldDong > 0n ? "held" : "passed";
}

/** Whether Stripe's page for the share may be opened now: it waits to be paid, and nothing speaks against that. */
export function isOpenToPay(share: { stage: OwnShareStage | null; refusedBecause: unknown }): boolean {
	return share.stage === "open" && share.refusedBecause === null;
}

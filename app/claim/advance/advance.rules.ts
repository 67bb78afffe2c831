/** Money paid ahead of the costs, and money kept back of a claim: how much, and what is paid for a claim after both. */

import { assert } from "#app/kernel/assert.ts";
import { percentOfDong, smallerDong } from "#app/kernel/dong.ts";

/** A claim for costs, for an advance on costs to come, or for what was kept back of an earlier claim. */
export const claimKinds = ["costs", "advance", "retention"] as const;

export type ClaimKind = (typeof claimKinds)[number];

/** The most that may be paid ahead: a share of what was approved (Circular 52/2023/TT-BTC, article 16(2)). */
export function highestAdvance(approvedDong: bigint, advancePercent: number): bigint {
	return percentOfDong(approvedDong, advancePercent);
}

/** What a claim earned, and where it goes: subsidy = offset + retained + payable. */
export type Split = {
	subsidyDong: bigint;
	/** Was paid ahead. */
	offsetDong: bigint;
	/** Is kept back until the last claim. */
	retainedDong: bigint;
	/** Is paid for this claim. */
	payableDong: bigint;
};

/** What the amounts of a claim are worked out from: what is paid ahead and not earned, and what is kept back. */
export type SplitTerms = { outstandingDong: bigint; retentionPercent: number; isLast: boolean };

/**
 * The advance is earned first, all of it, before anything more is paid. The law recovers it from the first claim and has
 * none left by the time payments reach 80 % of the public share; with an advance of at most 50 % this always holds, since
 * no payment follows the advance while any of it is unearned. Of the rest a part is kept back, except of the last claim.
 */
export function splitOf(subsidyDong: bigint, { outstandingDong, retentionPercent, isLast }: SplitTerms): Split {
	assert(subsidyDong >= 0n && outstandingDong >= 0n, "neither is negative");
	const offsetDong = smallerDong(outstandingDong, subsidyDong);
	const restDong = subsidyDong - offsetDong;
	const retainedDong = isLast ? 0n : smallerDong(percentOfDong(subsidyDong, retentionPercent), restDong);
	return { subsidyDong, offsetDong, retainedDong, payableDong: restDong - retainedDong };
}

/** Whether a claim is paid in parts: some of it ahead, or some later. */
export function isSplit({ offsetDong, retainedDong }: Split): boolean {
	return offsetDong > 0n || retainedDong > 0n;
}

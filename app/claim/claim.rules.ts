/** What may be claimed, and how much of it is paid. */

import { accountNameFits } from "#app/business/business.rules.ts";
import { assert } from "#app/kernel/assert.ts";
import { parseDong, smallerDong, sumDong } from "#app/kernel/dong.ts";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import type { ClaimKind } from "./advance/advance.rules.ts";

export const claimDocumentKinds = ["invoice", "payment-proof", "acceptance", "other"] as const;

export type ClaimDocumentKind = (typeof claimDocumentKinds)[number];

/** As they are read: the invoice, which is what is checked, then what proves it; of one kind in the order given. */
export function invoicesFirst<Document extends { kind: ClaimDocumentKind }>(
	documents: readonly Document[],
): Document[] {
	const place = ({ kind }: Document) => claimDocumentKinds.indexOf(kind);
	return [...documents].sort((a, b) => place(a) - place(b));
}

/** Without these no claim is complete: the invoice, and the proof that the business has paid its own share. */
const requiredDocumentKinds = ["invoice", "payment-proof"] as const satisfies readonly ClaimDocumentKind[];

/** A business that paid its own share in through Stripe has proved it; an advance comes before there is anything to prove. */
export function requiredDocuments({ kind, ownSharePaid }: { kind: ClaimKind; ownSharePaid: boolean }) {
	if (kind !== "costs") return [];
	return requiredDocumentKinds.filter((kind) => kind !== "payment-proof" || !ownSharePaid);
}

/** What an advance may come with: a contract or what else shows what it is for. */
export function offeredDocuments(kind: ClaimKind): readonly ClaimDocumentKind[] {
	return kind === "costs" ? claimDocumentKinds : ["other"];
}

/** A line as it was approved, and what other claims have taken of it. */
export type ClaimableLine = {
	costLineId: string;
	supportItemCode: string;
	description: string;
	providerName: string;
	/** As `formatTaxCode` writes it. */
	providerTaxCode: string;
	/** What was agreed to be bought, with tax. */
	priceDong: bigint;
	approvedDong: bigint;
	/** Of other claims that were submitted and not refused: their costs and their subsidy. */
	claimedCostDong: bigint;
	claimedDong: bigint;
};

export type LineCost = { costLineId: string; costDong: bigint };

export type ClaimedLine = LineCost & { subsidyDong: bigint };

export type ClaimAmounts = { lines: ClaimedLine[]; costDong: bigint; subsidyDong: bigint };

/** What was approved for the line and is not claimed elsewhere. */
export function leftOfLine(line: Pick<ClaimableLine, "approvedDong" | "claimedDong">): bigint {
	return line.approvedDong > line.claimedDong ? line.approvedDong - line.claimedDong : 0n;
}

/** Whether no claim follows one of this amount: the business said so, or it takes all that the others left. */
export function endsClaims(
	claim: { isLast: boolean },
	otherwise: readonly Pick<ClaimableLine, "approvedDong" | "claimedDong">[],
	subsidyDong: bigint,
): boolean {
	return claim.isLast || sumDong(otherwise.map(leftOfLine)) === subsidyDong;
}

/**
 * The public share of a cost: as much of it as was approved of the price, and never more than is left of what was
 * approved. A cost below the price gets less; one above it gets no more. The share is rounded down once over all claims
 * of the line, so that claiming the price in parts gives as much as claiming it at once.
 */
export function subsidyOf(line: ClaimableLine, costDong: bigint): bigint {
	assert(costDong >= 0n, "A cost is not negative");
	const earned = ((line.claimedCostDong + costDong) * line.approvedDong) / line.priceDong;
	return smallerDong(earned - line.claimedDong, leftOfLine(line));
}

/** The amounts of a claim; lines without a cost are left out. A cost of a line that was not approved is our mistake. */
export function claimAmounts(lines: readonly ClaimableLine[], costs: readonly LineCost[]): ClaimAmounts {
	const claimed = costs
		.filter(({ costDong }) => costDong > 0n)
		.map(({ costLineId, costDong }) => {
			const line = lines.find((each) => each.costLineId === costLineId);
			assert(line, `no line ${costLineId} was approved`);
			return { costLineId, costDong, subsidyDong: subsidyOf(line, costDong) };
		});
	return {
		lines: claimed,
		costDong: sumDong(claimed.map((line) => line.costDong)),
		subsidyDong: sumDong(claimed.map((line) => line.subsidyDong)),
	};
}

/** Whose costs the claim is about, as far as it is typed; null before any cost is. */
export function claimedProvider(
	lines: readonly ClaimableLine[],
	typed: readonly { costLineId: string; cost: string }[],
): ClaimableLine | null {
	const costs = new Map(typed.map(({ costLineId, cost }) => [costLineId, parseDong(cost)]));
	return lines.find(({ costLineId }) => (costs.get(costLineId) ?? 0n) > 0n) ?? null;
}

/** Whether the account can be the provider's, as far as names tell. A household business is paid in its owner's name. */
export function providerAccountFits(
	provider: Pick<ClaimableLine, "providerName" | "providerTaxCode">,
	accountName: string,
): boolean {
	const read = readTaxCode(provider.providerTaxCode);
	const household = read.ok && read.taxCode.kind === "personal";
	return accountNameFits(household ? "household" : "company", provider.providerName, accountName);
}

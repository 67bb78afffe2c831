import { z } from "zod";
import { parseDong, sumDong } from "#app/kernel/dong.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { ClaimableLine } from "../claim.rules.ts";
import type { ClaimDraft } from "../claim-draft.ts";

/**
 * The draft of an advance: the amount and its reason, as typed. The amount stands at one line of whoever is to be paid, in
 * the shape of a draft of costs, so that payee and account follow from both in the same way.
 */
export type AdvanceDraft = { costLineId: string; amount: string; reason: string };

const reason = z.object({ reason: z.string() });

/** As it is stored in `claim.draft`. */
export function advanceToDraft({ costLineId, amount, reason }: AdvanceDraft): ClaimDraft & { reason: string } {
	return { lines: [{ costLineId, cost: amount }], invoices: [], reason };
}

/** Reads a saved draft of an advance. */
export function readAdvanceDraft(draft: ClaimDraft, json: unknown): AdvanceDraft {
	const [line] = draft.lines;
	return { costLineId: line?.costLineId ?? "", amount: line?.cost ?? "", reason: reason.parse(json).reason };
}

/** The first line of each provider: whom an advance may go to. */
export function advanceProviders(lines: readonly ClaimableLine[]): ClaimableLine[] {
	return lines.filter(
		(line, at) => lines.findIndex(({ providerTaxCode }) => sameTaxpayer(providerTaxCode, line.providerTaxCode)) === at,
	);
}

/** What of the lines an advance can be for: those of the provider who is paid, or all where the business is. */
export function approvedForPayee(
	lines: readonly ClaimableLine[],
	{ payee, costLineId }: { payee: "provider" | "business"; costLineId: string },
): bigint {
	const provider = lines.find((line) => line.costLineId === costLineId)?.providerTaxCode ?? "";
	const theirs = lines.filter(({ providerTaxCode }) => payee === "business" || sameTaxpayer(providerTaxCode, provider));
	return sumDong(theirs.map(({ approvedDong }) => approvedDong));
}

/** The amount, where it can be read. */
export function advanceAmount({ amount }: Pick<AdvanceDraft, "amount">): bigint | null {
	return parseDong(amount);
}

/**
 * What of the books can be corrected by a reversal, what it mends, and for everything else which step undoes it instead.
 * Law on Accounting 88/2015/QH13, article 27: an error is corrected so that it can still be seen.
 */

import type { RefusalCode } from "#app/house/refusal.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import type { Rail } from "#app/programme/programme.rules.ts";

/** The payment becomes one that did not arrive and is paid again; or the receipt counts no more. */
export type CorrectedThing = "payment" | "receipt";

export const correctionCauses = ["recorded-wrongly", "taken-back"] as const;

/** It never happened as it was recorded; or it did, and the bank took the money back afterwards. */
export type CorrectionCause = (typeof correctionCauses)[number];

type Rule = { mends: CorrectedThing } | { refused: RefusalCode };

/** By the reason of a transfer (docs/money-details.md): every one there is. */
const rules: Record<string, Rule> = {
	pay: { mends: "payment" },
	recover: { mends: "receipt" },
	appropriate: { refused: "correction_refusal_budget" },
	"top-up": { refused: "correction_refusal_budget" },
	cut: { refused: "correction_refusal_budget" },
	allot: { refused: "correction_refusal_allotment" },
	move: { refused: "correction_refusal_allotment" },
	"take-back": { refused: "correction_refusal_allotment" },
	"close-year": { refused: "correction_refusal_allotment" },
	reserve: { refused: "correction_refusal_reservation" },
	commit: { refused: "correction_refusal_commitment" },
	release: { refused: "correction_refusal_release" },
	"make-payable": { refused: "correction_refusal_payable" },
	"release-retained": { refused: "correction_refusal_payable" },
	"end-claim": { refused: "correction_refusal_payable" },
	"hold-own": { refused: "correction_refusal_own_share_held" },
	"pass-own": { refused: "correction_refusal_own_share_passed" },
	"refund-own": { refused: "correction_refusal_own_share_refunded" },
	"take-own": { refused: "correction_refusal_own_share_taken" },
	"return-own": { refused: "correction_refusal_own_share_taken" },
	"cover-advance": { refused: "correction_refusal_cover" },
	"return-cover": { refused: "correction_refusal_cover" },
	correct: { refused: "correction_refusal_of_correction" },
};

/** What a reversal of the transfer would mend, or the sentence that says how it is undone instead. */
export function correctionRule({ reason, reverses }: { reason: string; reverses: string | null }): Rule {
	if (reverses !== null) return { refused: "correction_refusal_of_correction" };
	return ownValue(rules, reason) ?? { refused: "correction_refusal_other" };
}

export const correctableReasons: readonly string[] = Object.entries(rules).flatMap(([reason, rule]) =>
	"mends" in rule ? [reason] : [],
);

/** What can have been wrong. Stripe says itself whether it paid; a receipt is only ever typed. */
export function causesOf(mends: CorrectedThing, rail: Rail): readonly CorrectionCause[] {
	if (mends === "receipt") return ["recorded-wrongly"];
	return rail === "stripe" ? ["taken-back"] : correctionCauses;
}

import type { Transaction } from "kysely";
import { Refusal } from "#app/house/refusal.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Recommendation } from "./recommendation.server.ts";
import { type DecisionChoice, grantsOf, type LineGrant } from "./review.rules.ts";

/** The lines of a submission, in its order, as a decision needs them. */
export async function submittedLines(trx: Transaction<Tables>, submissionId: string) {
	return await trx
		.selectFrom("costLine")
		.select(["id", "supportItemCode", "providerName", "providerTaxCode", "allowedDong"])
		.where("submissionId", "=", submissionId)
		.orderBy("position")
		.execute();
}

type SubmittedLine = Awaited<ReturnType<typeof submittedLines>>[number];

/**
 * What an approval grants of the lines; a second person grants what the first recommended.
 *
 * @throws Refusal for other lines than those submitted last, for more than the rules allow, and for nothing at all.
 */
export function granted(
	input: { kind: DecisionChoice; lines: readonly LineGrant[] },
	lines: readonly SubmittedLine[],
	first: Recommendation | null,
) {
	const choice = first || input.kind === "approve_in_part" ? "approve_in_part" : "approve";
	const grants = grantsOf(choice, lines, first ? first.lines : input.lines);
	if (grants.ok) return grants;
	switch (grants.fault) {
		case "other-lines":
			throw new Refusal("house_refusal_moved_on");
		case "nothing":
			throw new Refusal("review_refusal_nothing_approved");
		case "above-allowed": {
			const field = `lines.${grants.at}.approved`;
			throw new Refusal("review_refusal_above_allowed", { allowed: grants.allowedDong }, { field });
		}
	}
}

/** Also of a file that was submitted before the rule was there: nobody is paid by their own invoice. */
export function assertSoldByAnother(
	lines: readonly SubmittedLine[],
	grants: readonly LineGrant[],
	taxCode: string,
): void {
	const own = lines.find(
		({ id, providerTaxCode }) =>
			sameTaxpayer(providerTaxCode, taxCode) &&
			grants.some(({ costLineId, approvedDong }) => costLineId === id && approvedDong > 0n),
	);
	if (!own) return;
	throw new Refusal("review_refusal_own_provider", { name: own.providerName, taxCode: own.providerTaxCode });
}

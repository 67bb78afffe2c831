import { sql, type Transaction } from "kysely";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * Nobody is paid by their own invoice: the seller of a claim's lines and invoices is neither the applicant nor a branch of
 * it. None is submitted so now; older ones may be.
 *
 * @throws Refusal `refusal`, naming the first claim that would pay its own applicant.
 */
export async function assertPayAnother(
	trx: Transaction<Tables>,
	claimIds: readonly string[],
	refusal: "claim_refusal_own_provider" | "disbursement_refusal_own_provider",
): Promise<void> {
	const first = await trx
		.selectFrom("claim")
		.select("reference")
		.where("id", "=", sql<string>`any(${claimIds}::uuid[])`)
		.where(sql<boolean>`claim_pays_applicant(claim.id)`)
		.orderBy("reference")
		.limit(1)
		.executeTakeFirst();
	if (first) throw new Refusal(refusal, { claim: first.reference });
}

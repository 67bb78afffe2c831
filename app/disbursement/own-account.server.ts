import { sql, type Transaction } from "kysely";
import { unsafeReadBankAccount } from "#app/business/bank-account.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { unsafeAccountNumber } from "./payee.server.ts";

/**
 * Money for a provider never goes to an account of the business that it supports, whatever name stands beside the number:
 * asked of payments before they join a batch and before it is released, as either account may have changed since.
 *
 * @throws Refusal that names the first claim whose payment would.
 */
export async function assertNotOwnAccount(trx: Transaction<Tables>, paymentIds: readonly string[]): Promise<void> {
	const payments = await trx
		.selectFrom("disbursement")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select(["disbursement.id", "accountEncrypted", "bankBin", "application.businessId", "claim.reference"])
		.where("disbursement.id", "=", sql<string>`any(${paymentIds}::uuid[])`)
		.where("payeeKind", "=", "provider")
		// Stripe pays to its own account of the provider.
		.where("rail", "=", "bank-file")
		.orderBy("claim.reference")
		.execute();
	for (const payment of payments) {
		const own = await unsafeReadBankAccount(trx, payment.businessId);
		if (own?.bankBin === payment.bankBin && own.number === unsafeAccountNumber(payment)) {
			throw new Refusal("disbursement_refusal_own_account", { claim: payment.reference });
		}
	}
}

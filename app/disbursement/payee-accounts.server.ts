import { sql, type Transaction } from "kysely";
import { submittedKind, submittedName } from "#app/application/submission.server.ts";
import { ownAccountLike } from "#app/business/bank-account.server.ts";
import { accountNameFits } from "#app/business/business.rules.ts";
import { Refusal } from "#app/house/refusal.ts";
import { isAccountFound, isHolderFound } from "#app/review/finding/judged-ties.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { paidProvider, unsafeAccountNumber } from "./payee.server.ts";

/**
 * Money goes to whom it was approved for. For a provider: to no account that the supported business has or had, whatever
 * name stands beside the number, unless a reviewer found that it is the provider's. For the business itself: to an account in the name under which it applied, or one
 * whose holder a reviewer found to be the same. Asked of payments before they join a batch and before it is released, as
 * name and account may have changed since the claim was verified.
 *
 * @throws Refusal that names the first claim whose payment would go elsewhere.
 */
export async function assertPayeeAccounts(trx: Transaction<Tables>, paymentIds: readonly string[]): Promise<void> {
	const payments = await trx
		.selectFrom("disbursement")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select(["disbursement.id", "claimId", "payeeKind", "accountEncrypted", "bankBin", "accountName"])
		.select(["application.id as applicationId", "application.businessId", "claim.reference"])
		.select([submittedName.as("legalName"), submittedKind.as("kind")])
		.where("disbursement.id", "=", sql<string>`any(${paymentIds}::uuid[])`)
		// Stripe pays to its own account of the payee.
		.where("rail", "=", "bank-file")
		.orderBy("claim.reference")
		.execute();
	for (const { reference: claim, ...payment } of payments) {
		const { businessId, bankBin, kind, legalName, accountName: holder } = payment;
		if (payment.payeeKind === "provider") {
			const number = unsafeAccountNumber(payment);
			const own = await ownAccountLike(trx, businessId, { bankBin, number });
			if (!own) continue;
			const { providerTaxCode } = await paidProvider(trx, payment.claimId);
			const account = { bankBin, number, since: own.recordedAt };
			if (!(await isAccountFound(trx, payment.applicationId, providerTaxCode, account))) {
				throw new Refusal("disbursement_refusal_own_account", { claim });
			}
		} else if (
			!accountNameFits(kind, legalName, holder) &&
			!(await isHolderFound(trx, payment.applicationId, holder))
		) {
			throw new Refusal("disbursement_refusal_holder", { claim, holder });
		}
	}
}

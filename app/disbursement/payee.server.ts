import type { Kysely } from "kysely";
import { type BankAccount, unsafeReadBankAccount } from "#app/business/bank-account.server.ts";
import { type ClaimableLine, claimedProvider } from "#app/claim/claim.rules.ts";
import { type ClaimCase, claimCaseOf } from "#app/claim/claim-case.server.ts";
import { unsafeReadPayeeAccount } from "#app/claim/payee-account.server.ts";
import { decryptText, encryptText } from "#app/house/secrecy.server.ts";
import { contextOf, sealedColumn } from "#app/house/secrets/sealed-store.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";

/** Who receives a payment, and where, as the bank needs it. */
export type Payee = { kind: "provider" | "business"; name: string; account: BankAccount };

/** The payee of a verified claim with the account of this moment; null while there is no account. */
export async function payeeOf(db: Kysely<Tables>, claimId: string): Promise<Payee | null> {
	const claim = await claimCaseOf(db, claimId);
	if (claim.payee === "business") {
		const account = await unsafeReadBankAccount(db, claim.application.businessId);
		return account && { kind: "business", name: claim.businessName, account };
	}
	const provider = providerOf(claim);
	const account = await unsafeReadPayeeAccount(db, claimId);
	return account && { kind: "provider", name: provider.providerName, account };
}

function providerOf({ reference, lines, draft }: ClaimCase): ClaimableLine {
	const provider = claimedProvider(lines, draft.lines);
	assert(provider, `${reference} was verified without a provider`);
	return provider;
}

/** The provider whose costs a verified claim is about. */
export async function paidProvider(db: Kysely<Tables>, claimId: string): Promise<ClaimableLine> {
	return providerOf(await claimCaseOf(db, claimId));
}

const sealed = { table: "disbursement", column: "account_encrypted", context: "disbursement" };

export const sealedPaymentAccounts = sealedColumn(sealed);

const sealContext = (disbursementId: string) => contextOf(sealed, disbursementId);

/** The payee as a payment keeps it: what was sent stays known, whatever account is used later. */
export function payeeColumns(disbursementId: string, { kind, name, account }: Payee) {
	return {
		payeeKind: kind,
		payeeName: name,
		bankBin: account.bankBin,
		accountEncrypted: encryptText(account.number, sealContext(disbursementId)),
		accountLast4: account.number.slice(-4),
		accountName: account.accountName,
	};
}

/** The whole account number of a payment: only for the list that goes to the bank. */
export function unsafeAccountNumber(payment: { id: string; accountEncrypted: Buffer }): string {
	return decryptText(payment.accountEncrypted, sealContext(payment.id));
}

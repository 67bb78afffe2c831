import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type BankAccount, ownAccountLike } from "#app/business/bank-account.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { decryptText, encryptText } from "#app/house/secrecy.server.ts";
import { contextOf, sealedColumn } from "#app/house/secrets/sealed-store.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "./claim.access.ts";
import { claimedProvider, providerAccountFits } from "./claim.rules.ts";
import { readClaimDraft } from "./claim-draft.ts";
import { claimableLines } from "./claimable-lines.server.ts";
import { type ClaimInHand, lockOwnClaim } from "./visible-claims.server.ts";

const sealed = { table: "claim", column: "payee_account_encrypted", context: "claim_payee" };

export const sealedPayeeAccounts = sealedColumn(sealed);

const sealContext = (claimId: string) => contextOf(sealed, claimId);

/**
 * Records the provider's account in a claim, where the programme pays the provider. Only its last four digits are shown.
 *
 * @throws Refusal when the holder's name is not the provider's, before it is known who the provider is, or when the
 * claim is with the association.
 */
export const savePayeeAccount = command({
	name: "claim.save-payee-account",
	input: z
		.object({ bankBin: z.string(), number: z.string(), accountName: z.string() })
		.extend({ reference: z.string() }),
	who: "person",
	refuses: [
		"claim_refusal_account_name",
		"claim_refusal_costs_first",
		"claim_refusal_own_account",
		"claim_refusal_submitted",
	],
	once: "same again",
	async run(ctx: CommandContext, { reference, ...account }) {
		await inTransaction(ctx.db, async (trx) => {
			const inHand = orNotFound(await lockOwnClaim(trx, ctx.actor, reference));
			assertAllowed(canChangeClaim(inHand.claim));
			await replacePayeeAccount(trx, ctx, inHand, account);
		});
	},
});

/**
 * Writes the provider's account into a locked claim; also after the bank returned a payment to it. Saying the same again
 * changes nothing. Whether it is another one.
 *
 * @throws Refusal when the holder's name is not the provider's, or the account is the business's own.
 */
export async function replacePayeeAccount(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, claim }: ClaimInHand,
	{ bankBin, number, accountName: typedName }: BankAccount,
): Promise<boolean> {
	const accountName = toAccountName(typedName);
	const lines = await claimableLines(trx, claim.applicationId);
	const provider = claimedProvider(lines, readClaimDraft(claim.draft).lines);
	if (!provider) throw new Refusal("claim_refusal_costs_first");
	if (!providerAccountFits(provider, accountName)) {
		const expected = toAccountName(provider.providerName);
		throw new Refusal("claim_refusal_account_name", { expected }, { field: "accountName" });
	}
	// One that it had before is judged by a person, before anything is paid to it.
	if ((await ownAccountLike(trx, application.businessId, { bankBin, number }))?.isCurrent) {
		throw new Refusal("claim_refusal_own_account", {}, { field: "number" });
	}
	const before = await unsafeReadPayeeAccount(trx, claim.id);
	if (before?.bankBin === bankBin && before.number === number && before.accountName === accountName) return false;
	const last4 = number.slice(-4);
	await trx
		.updateTable("claim")
		.set({
			payeeBankBin: bankBin,
			payeeAccountEncrypted: encryptText(number, sealContext(claim.id)),
			payeeAccountLast4: last4,
			payeeAccountName: accountName,
		})
		.where("id", "=", claim.id)
		.execute();
	await appendAudit(trx, ctx, {
		action: "claim.payee-account-saved",
		subject: { kind: "claim", id: claim.id, label: claim.reference },
		facts: { bankBin, last4, accountName, replaced: claim.payeeAccountLast4 },
	});
	return true;
}

/** The provider's account of a claim with its whole number, or null. Only for commands that pay: never for a page or a log. */
export async function unsafeReadPayeeAccount(db: Kysely<Tables>, claimId: string): Promise<BankAccount | null> {
	const row = await db
		.selectFrom("claim")
		.select(["payeeBankBin", "payeeAccountEncrypted", "payeeAccountName"])
		.where("id", "=", claimId)
		.executeTakeFirst();
	if (!row?.payeeBankBin || !row.payeeAccountEncrypted || !row.payeeAccountName) return null;
	const number = decryptText(row.payeeAccountEncrypted, sealContext(claimId));
	return { bankBin: row.payeeBankBin, number, accountName: row.payeeAccountName };
}

/** Gives a claim the provider's account of another, as it is now. */
export async function copyPayeeAccount(
	trx: Transaction<Tables>,
	{ from, to }: { from: string; to: string },
): Promise<void> {
	const account = await unsafeReadPayeeAccount(trx, from);
	if (!account) return;
	await trx
		.updateTable("claim")
		.set({
			payeeBankBin: account.bankBin,
			payeeAccountEncrypted: encryptText(account.number, sealContext(to)),
			payeeAccountLast4: account.number.slice(-4),
			payeeAccountName: account.accountName,
		})
		.where("id", "=", to)
		.execute();
}

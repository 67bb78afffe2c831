import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { encryptText } from "#app/house/secrecy.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { sealContext, unsafeReadBankAccount } from "./bank-account.server.ts";
import { accountNameFits, type BusinessKind } from "./business.rules.ts";
import { lockOwnBusiness } from "./own-business.server.ts";

const bankAccountInput = z
	.object({ bankBin: z.string(), number: z.string(), accountName: z.string() })
	.extend({ businessId: z.uuid() });

export type BankAccountInput = z.output<typeof bankAccountInput>;

/**
 * Records the account that money for the business goes to; the one before is kept as replaced. The number is sealed with
 * a key that the database does not hold, and only its last four digits are shown or logged. Saying the same again changes
 * nothing.
 *
 * @throws Refusal when the holder's name is not the business's, and for a business that is not the actor's.
 */
export const saveBankAccount = command({
	name: "business.save-bank-account",
	input: bankAccountInput,
	who: "person",
	refuses: ["business_refusal_account_name"],
	once: "same again",
	async run(ctx: CommandContext, input) {
		const accountName = toAccountName(input.accountName);
		await inTransaction(ctx.db, async (trx) => {
			const business = await lockOwnBusiness(trx, ctx.actor, input.businessId);
			if (!accountNameFits(business.kind as BusinessKind, business.legalName, accountName)) {
				const facts = { expected: toAccountName(business.legalName) };
				throw new Refusal("business_refusal_account_name", facts, { field: "accountName" });
			}
			const before = await unsafeReadBankAccount(trx, input.businessId);
			const { bankBin, number } = input;
			if (before?.bankBin === bankBin && before.number === number && before.accountName === accountName) return;
			const last4 = await replaceAccount(trx, ctx, { ...input, accountName });
			await appendAudit(trx, ctx, {
				action: "business.bank-account-saved",
				subject: { kind: "business", id: input.businessId, label: business.legalName },
				facts: { bankBin, last4, accountName, replaced: before !== null },
			});
		});
	},
});

async function replaceAccount(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ businessId, bankBin, number, accountName }: BankAccountInput,
): Promise<string> {
	await trx
		.updateTable("bankAccount")
		.set({ replacedAt: ctx.now })
		.where("businessId", "=", businessId)
		.where("replacedAt", "is", null)
		.execute();
	const id = randomUUID();
	const numberLast4 = number.slice(-4);
	await trx
		.insertInto("bankAccount")
		.values({
			id,
			businessId,
			bankBin,
			numberEncrypted: encryptText(number, sealContext(id)),
			numberLast4,
			accountName,
			recordedAt: ctx.now,
			recordedBy: ctx.actor.personId,
		})
		.execute();
	return numberLast4;
}

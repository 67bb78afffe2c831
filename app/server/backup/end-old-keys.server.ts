import { appendAudit } from "#app/audit/append.server.ts";
import { systemContext } from "#app/house/command.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/**
 * What opened something when a backup was made may have been used, replaced or ended since. None of it lives again: no
 * session, no link that was mailed, no code, no mail that waits with one of these in it. People ask for new ones.
 *
 * @param backup the manifest's: which backup it is, for the audit log.
 */
export async function endOldKeys(now: Date, backup: { createdAt: string }): Promise<void> {
	const ctx = systemContext("restore", now);
	await inTransaction(ctx.db, async (trx) => {
		await trx.deleteFrom("personSession").execute();
		// A new password, an address to confirm.
		await trx.deleteFrom("verification").execute();
		await trx.deleteFrom("identityMail").where("sealedToken", "is not", null).execute();
		await trx.updateTable("outboxMail").set({ sealedSecret: null }).where("sealedSecret", "is not", null).execute();
		await trx
			.updateTable("addressChange")
			.set({ endedAt: now, outcome: "cancelled" })
			.where("endedAt", "is", null)
			.execute();
		// Two administrators may give a new link once this one has ended.
		await trx
			.updateTable("personProposal")
			.set({ linkUntil: now })
			.where("linkHash", "is not", null)
			.where("linkUntil", ">", now)
			.execute();
		await trx.updateTable("secondFactor").set({ nextSecret: null, nextUntil: null }).execute();
		// Providers: to their agreements, and to Stripe's form.
		await trx
			.updateTable("agreementParty")
			.set({ linkHash: null, answeredLinkHash: null, codeHash: null, codeAskedAt: null })
			.execute();
		await trx.updateTable("stripeAccount").set({ formLinkHash: null }).execute();
		await appendAudit(trx, ctx, {
			action: "backup.restored",
			subject: { kind: "backup", id: backup.createdAt, label: backup.createdAt },
			facts: {},
		});
	});
}

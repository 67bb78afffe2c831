import { endProviderLinks } from "#app/agreement/provider/provider-link.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { endFormLinks } from "#app/disbursement/stripe/payee-form.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { endOldIdentityKeys } from "#app/identity/end-old-keys.server.ts";
import { endMailSecrets } from "#app/mail/mail-secret.server.ts";
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
		await endOldIdentityKeys(trx, now);
		await endMailSecrets(trx);
		await endProviderLinks(trx);
		await endFormLinks(trx);
		await appendAudit(trx, ctx, {
			action: "backup.restored",
			subject: { kind: "backup", id: backup.createdAt, label: backup.createdAt },
			facts: {},
		});
	});
}

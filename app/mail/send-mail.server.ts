import { createTransport, type Transporter } from "nodemailer";
import { config } from "#app/house/config.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { wordsWithSecret } from "./mail-secret.server.ts";

let transport: Transporter | undefined;

/**
 * Sends a mail of the outbox by SMTP, once, and forgets its secret. Without SMTP_URL it stays in the outbox, where the
 * demo's mailbox page shows it. A mail whose secret was forgotten before it could be sent stays too: its link opens nothing.
 *
 * @throws the SMTP error, so that the job is tried again later.
 */
export async function sendMail(db: Database, mailId: string, now: Date): Promise<void> {
	if (!config.SMTP_URL) return;
	transport ??= createTransport(config.SMTP_URL, { from: config.MAIL_FROM });
	const smtp = transport;
	await inTransaction(db, async (trx) => {
		const mail = await trx
			.selectFrom("outboxMail")
			.selectAll()
			.where("id", "=", mailId)
			.where("sentAt", "is", null)
			.forUpdate()
			.executeTakeFirst();
		if (!mail || (mail.secretUntil && !mail.sealedSecret)) return;
		await smtp.sendMail({
			to: mail.recipient,
			subject: mail.subject,
			...wordsWithSecret(mail),
			messageId: `<${mail.id}@donbay>`,
			headers: { "Content-Language": mail.locale },
		});
		await trx.updateTable("outboxMail").set({ sentAt: now, sealedSecret: null }).where("id", "=", mailId).execute();
	});
}

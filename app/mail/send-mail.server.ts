import { createTransport, type Transporter } from "nodemailer";
import { config } from "#app/house/config.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { wordsWithSecret } from "./mail-secret.server.ts";

let transport: Transporter | undefined;

/** What comes behind the @ of MAIL_FROM: the id of a mail has the sender's domain (RFC 5322, section 3.6.4). */
function senderDomain(): string {
	return /@([^\s<>@]+)>?\s*$/.exec(config.MAIL_FROM)?.[1] ?? "donbay.example";
}

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
			.where("overtakenAt", "is", null)
			.forUpdate()
			.executeTakeFirst();
		if (!mail || (mail.secretUntil && !mail.sealedSecret)) return;
		await smtp.sendMail({
			to: mail.recipient,
			subject: mail.subject,
			...wordsWithSecret(mail),
			messageId: `<${mail.id}@${senderDomain()}>`,
			replyTo: config.HELP_EMAIL,
			headers: {
				"Content-Language": mail.locale,
				// No machine is to answer: RFC 3834, and the one that Exchange heeds.
				"Auto-Submitted": "auto-generated",
				"X-Auto-Response-Suppress": "All",
			},
		});
		await trx.updateTable("outboxMail").set({ sentAt: now, sealedSecret: null }).where("id", "=", mailId).execute();
	});
}

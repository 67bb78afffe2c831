import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";
import { type MailName, type MailProps, renderMail } from "#emails/render.ts";
import { MAIL_SECRET_HOURS, sealMailSecret, withPlace } from "./mail-secret.server.ts";
import type { RemindedTurn } from "./reminder.server.ts";

/**
 * Puts a mail into the outbox, rendered, and asks for its sending in the same transaction. Only jobs decide which mail
 * follows which event. The same `key` is written once, so a job that runs again sends nothing twice. A `secret` (the token
 * of a link) is kept sealed until the mail is sent, or until `secretUntil`; in their `url` or `code` SECRET_PLACE stands for it.
 */
export async function writeMail<Name extends MailName>(
	trx: Transaction<Tables>,
	mail: {
		key: string;
		to: string;
		locale: Locale;
		name: Name;
		props: MailProps<Name>;
		secret?: string;
		/** A day, unless what it opens lives longer or shorter. */
		secretUntil?: Date;
		/** The turn that a reminder is about: it is not sent once that was done. */
		remindsOf?: RemindedTurn;
		now: Date;
	},
): Promise<void> {
	const id = randomUUID();
	const rendered = await renderMail(mail.name, withPlace(mail.props, id), mail.locale);
	const written = await trx
		.insertInto("outboxMail")
		.values({
			id,
			key: mail.key,
			template: mail.name,
			props: JSON.stringify(mail.props),
			recipient: mail.to,
			locale: mail.locale,
			...rendered,
			writtenAt: mail.now,
			...(mail.remindsOf ? { remindsOf: JSON.stringify(mail.remindsOf) } : {}),
			...(mail.secret
				? {
						sealedSecret: sealMailSecret(id, mail.secret),
						secretUntil: mail.secretUntil ?? new Date(mail.now.getTime() + MAIL_SECRET_HOURS * 3_600_000),
					}
				: {}),
		})
		.onConflict((conflict) => conflict.constraint("outbox_mail_key").doNothing())
		.returning("id")
		.executeTakeFirst();
	if (written) await enqueue(trx, "mail.send", { mailId: id });
}

/** Whether the mail of this key was written: what belongs to it, such as a new link, is made once. */
export async function isMailWritten(trx: Transaction<Tables>, key: string): Promise<boolean> {
	const row = await trx.selectFrom("outboxMail").select("id").where("key", "=", key).executeTakeFirst();
	return row !== undefined;
}

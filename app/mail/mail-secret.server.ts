import type { Transaction } from "kysely";
import { decryptText, encryptText } from "#app/house/secrecy.server.ts";
import { contextOf, sealedColumn } from "#app/house/secrets/sealed-store.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** Stands in the words of a mail where its secret belongs. The secret itself is sealed beside them, and not for long. */
export const SECRET_PLACE = "secret-of-this-mail";

/** How long the secret of a mail is kept, where its writer does not say. */
export const MAIL_SECRET_HOURS = 24;

type Words = { id: string; html: string; text: string; sealedSecret: Buffer | null };

export function sealMailSecret(mailId: string, secret: string): Buffer {
	return encryptText(secret, sealContext(mailId));
}

/** The words of a mail with its secret in them, as its reader gets them; as they stand when there is none, or no more. */
export function wordsWithSecret(mail: Words): { html: string; text: string } {
	if (!mail.sealedSecret) return { html: mail.html, text: mail.text };
	const secret = encodeURIComponent(decryptText(mail.sealedSecret, sealContext(mail.id)));
	const fill = (words: string) => words.replaceAll(SECRET_PLACE, () => secret);
	return { html: fill(mail.html), text: fill(mail.text) };
}

/** Forgets the secrets whose time is over. Their mails can't be sent any more; their words stay. */
export async function forgetMailSecrets(trx: Transaction<Tables>, now: Date): Promise<void> {
	await trx
		.updateTable("outboxMail")
		.set({ sealedSecret: null })
		.where("sealedSecret", "is not", null)
		.where("secretUntil", "<=", now)
		.execute();
}

const sealed = { table: "outbox_mail", column: "sealed_secret", context: "outbox_mail" };

export const sealedMailSecrets = sealedColumn(sealed);

const sealContext = (mailId: string) => contextOf(sealed, mailId);

import type { Transaction } from "kysely";
import { decryptText, encryptText } from "#app/house/secrecy.server.ts";
import { contextOf, sealedColumn } from "#app/house/secrets/sealed-store.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** Stands in the `url` or `code` of a mail's props where its secret belongs. The secret itself is sealed beside them, and not for long. */
export const SECRET_PLACE = "secret-of-this-mail";

/**
 * What stands for the secret in the rendered words of a mail. It is known only once the mail is written: no text of a person,
 * which may stand in the same words, can hold it and be given the secret.
 */
const placeIn = (mailId: string) => `secret-${mailId}`;

/** The props with that in their link or code, and nowhere else. */
export function withPlace<Props extends object>(props: Props, mailId: string): Props {
	const { url, code } = props as { url?: unknown; code?: unknown };
	const placed = (value: string) => value.replace(SECRET_PLACE, placeIn(mailId));
	return {
		...props,
		...(typeof url === "string" ? { url: placed(url) } : {}),
		...(typeof code === "string" ? { code: placed(code) } : {}),
	};
}

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
	const fill = (words: string) => words.replaceAll(placeIn(mail.id), () => secret);
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

/** Takes their secret from mails that wait: what was in it may have been used since the backup was made. */
export async function endMailSecrets(trx: Transaction<Tables>): Promise<void> {
	await trx.updateTable("outboxMail").set({ sealedSecret: null }).where("sealedSecret", "is not", null).execute();
}

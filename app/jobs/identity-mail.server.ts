import { createHash } from "node:crypto";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** Mails that belong to an account itself: confirm the address, choose a new password, you already have an account. */
export const mailAboutIdentity: JobHandler<"identity.mail"> = async ({ kind, personId, token }, now) => {
	const person = await db
		.selectFrom("person")
		.select(["name", "email", "locale"])
		.where("id", "=", personId)
		.executeTakeFirst();
	if (!person) return;
	const { name, email } = person;
	const link = (path: string) => `${publicUrl()}${path}?token=${encodeURIComponent(token)}`;
	// The token is what makes an asking one of its own; its hash keeps it out of a second place.
	const key = `identity:${kind}:${createHash("sha256").update(`${personId}:${token}`).digest("hex")}`;
	const mail = { key, to: email, locale: person.locale as Locale, now };
	await inTransaction(db, async (trx) => {
		if (kind === "verify-address") {
			await writeMail(trx, { ...mail, name: kind, props: { name, url: link("/verify-email") } });
		} else if (kind === "reset-password") {
			await writeMail(trx, { ...mail, name: kind, props: { name, url: link("/reset-password") } });
		} else {
			const urls = { signInUrl: `${publicUrl()}/sign-in`, resetUrl: `${publicUrl()}/forgot-password` };
			await writeMail(trx, { ...mail, name: kind, props: { name, ...urls } });
		}
	});
};

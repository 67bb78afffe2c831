import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { findAskedMail, forgetAskedMail } from "#app/identity/identity-mail.server.ts";
import { sendResetLink } from "#app/identity/passwords/reset-password.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** Mails that belong to an account itself: confirm the address, choose a new password, you already have an account. */
export const mailAboutIdentity: JobHandler<"identity.mail"> = async ({ askedId }, now) => {
	const asked = await findAskedMail(db, askedId);
	if (!asked) return;
	const { kind, personId, token } = asked;
	const person = await db
		.selectFrom("person")
		.select(["name", "email", "locale"])
		.where("id", "=", personId)
		.executeTakeFirstOrThrow();
	const { name, email } = person;
	const link = (path: string) => `${publicUrl()}${path}?token=${SECRET_PLACE}`;
	const mail = {
		key: `identity:${kind}:${askedId}`,
		to: asked.recipient ?? email,
		locale: person.locale as Locale,
		secret: token,
		now,
	};
	await inTransaction(db, async (trx) => {
		if (kind === "verify-address") {
			await writeMail(trx, { ...mail, name: kind, props: { name, url: link("/verify-email") } });
		} else if (kind === "reset-password") {
			await writeMail(trx, { ...mail, name: kind, props: { name, url: link("/reset-password") } });
		} else {
			const urls = { signInUrl: `${publicUrl()}/sign-in`, resetUrl: `${publicUrl()}/forgot-password` };
			await writeMail(trx, { ...mail, name: kind, props: { name, ...urls } });
		}
		await forgetAskedMail(trx, askedId);
	});
};

/** The link to a new password, for who asked for one and has an account. */
export const answerResetAsked: JobHandler<"identity.reset-asked"> = ({ email }, now) => sendResetLink(email, now);

/** Tells a person what was done with their account; the mail opens nothing. */
export const tellOfAccount: JobHandler<"identity.notice"> = async ({ id, personId, ...facts }, now) => {
	const person = await db
		.selectFrom("person")
		.select(["name", "email", "locale"])
		.where("id", "=", personId)
		.executeTakeFirst();
	if (!person) return;
	const { name, email } = person;
	const mail = { key: `identity:notice:${id}`, to: email, locale: person.locale as Locale, now };
	const props = { ...facts, name, url: `${publicUrl()}/forgot-password` };
	await inTransaction(db, (trx) => writeMail(trx, { ...mail, name: "account-notice", props }));
};

import type { Transaction } from "kysely";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { findWaitingAddress } from "#app/identity/account/address/address-change.server.ts";
import { findAskedMail, forgetAskedMail } from "#app/identity/identity-mail.server.ts";
import { findPersonToTell, holderOfAddress, personToTell } from "#app/identity/recipients.server.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** Mails that belong to an account itself: confirm the address, choose a new password, you already have an account; a new address. */
export const mailAboutIdentity: JobHandler<"identity.mail"> = async ({ askedId }, now) => {
	const asked = await findAskedMail(db, askedId);
	if (!asked) return;
	const { kind, personId, token } = asked;
	const person = await personToTell(db, personId);
	const { name, email } = person;
	const link = (path: string) => `${publicUrl()}${path}?token=${SECRET_PLACE}`;
	const mail = {
		key: `identity:${kind}:${askedId}`,
		to: asked.recipient ?? email,
		locale: person.locale,
		secret: token,
		now,
	};
	await inTransaction(db, async (trx) => {
		if (kind === "verify-address") {
			await writeMail(trx, { ...mail, name: kind, props: { name, url: link("/verify-email") } });
		} else if (kind === "reset-password") {
			await writeMail(trx, { ...mail, name: kind, props: { name, url: link("/reset-password") } });
		} else if (kind === "confirm-new-address") {
			await writeToNewAddress(trx, mail, { name, url: link("/account/email/confirm") });
		} else if (kind === "address-change-asked") {
			const waiting = await findWaitingAddress(trx, personId);
			const props = waiting && { name, newEmail: waiting.email, url: link("/account/email/keep") };
			if (props) await writeMail(trx, { ...mail, name: kind, props });
		} else {
			const urls = { signInUrl: `${publicUrl()}/sign-in`, resetUrl: `${publicUrl()}/forgot-password` };
			await writeMail(trx, { ...mail, name: kind, props: { name, ...urls } });
		}
		await forgetAskedMail(trx, askedId);
	});
};

type Mail = Omit<Parameters<typeof writeMail>[1], "name" | "props">;

/**
 * The link goes to an address that is free. Where it has an account, its owner is told instead, in their language and by
 * their name: nothing of the person who asked.
 */
async function writeToNewAddress(
	trx: Transaction<Tables>,
	mail: Mail,
	props: { name: string; url: string },
): Promise<void> {
	const holder = await holderOfAddress(trx, mail.to);
	if (!holder) {
		await writeMail(trx, { ...mail, name: "confirm-new-address", props });
		return;
	}
	const { key, to, now } = mail;
	const told = { key, to, now, locale: holder.locale, name: "address-taken" as const };
	await writeMail(trx, { ...told, props: { name: holder.name, url: `${publicUrl()}/sign-in` } });
}

/** Tells a person what was done with their account; the mail opens nothing. */
export const tellOfAccount: JobHandler<"identity.notice"> = async ({ id, personId, to, ...facts }, now) => {
	const person = await findPersonToTell(db, personId);
	if (!person) return;
	const { name, email } = person;
	const mail = { key: `identity:notice:${id}`, to: to ?? email, locale: person.locale, now };
	const page = facts.kind === "address-changed" ? "/account" : "/forgot-password";
	const props = { ...facts, name, helpEmail: config.HELP_EMAIL, url: `${publicUrl()}${page}` };
	await inTransaction(db, (trx) => writeMail(trx, { ...mail, name: "account-notice", props }));
};

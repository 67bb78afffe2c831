import { randomUUID } from "node:crypto";
import { db } from "#app/house/database.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

type Recipient = { name: string; email: string; locale?: unknown };

const localeOf = (person: Recipient): Locale => (person.locale === "en" ? "en" : "vi");

/** The link that proves that a person reads this address. */
export async function mailVerifyAddress(person: Recipient, token: string): Promise<void> {
	const url = `${publicUrl()}/verify-email?token=${encodeURIComponent(token)}`;
	await inTransaction(db, (trx) =>
		writeMail(trx, {
			key: `verify-address:${randomUUID()}`,
			to: person.email,
			locale: localeOf(person),
			name: "verify-address",
			props: { name: person.name, url },
			now: new Date(),
		}),
	);
}

/** The link with which a person chooses a new password within an hour. */
export async function mailPasswordReset(person: Recipient, token: string): Promise<void> {
	const url = `${publicUrl()}/reset-password?token=${encodeURIComponent(token)}`;
	await inTransaction(db, (trx) =>
		writeMail(trx, {
			key: `reset-password:${randomUUID()}`,
			to: person.email,
			locale: localeOf(person),
			name: "reset-password",
			props: { name: person.name, url },
			now: new Date(),
		}),
	);
}

/** Someone tried to sign up with an address that has an account. */
export async function mailAlreadyRegistered(person: Recipient): Promise<void> {
	await inTransaction(db, (trx) =>
		writeMail(trx, {
			key: `already-registered:${randomUUID()}`,
			to: person.email,
			locale: localeOf(person),
			name: "already-registered",
			props: { name: person.name, signInUrl: `${publicUrl()}/sign-in`, resetUrl: `${publicUrl()}/forgot-password` },
			now: new Date(),
		}),
	);
}

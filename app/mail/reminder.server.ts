import type { Kysely } from "kysely";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";
import { type MailName, type MailProps, renderMail } from "#emails/render.ts";

/** Which turn a reminder is about, and of whom: a person of the business, or a provider that is asked. */
export type RemindedTurn = { applicationId: string; kind: string; subject: string } & (
	| { personId: string }
	| { partyId: string }
);

export type UnsentReminder = {
	locale: Locale;
	name: MailName;
	props: Record<string, unknown>;
	remindsOf: RemindedTurn;
};

/** A mail that waits to be sent, if it is a reminder. */
export async function unsentReminder(db: Kysely<Tables>, mailId: string): Promise<UnsentReminder | null> {
	const row = await db
		.selectFrom("outboxMail")
		.select(["template", "locale", "props", "remindsOf"])
		.where("id", "=", mailId)
		.where("sentAt", "is", null)
		.where("overtakenAt", "is", null)
		.where("remindsOf", "is not", null)
		.executeTakeFirst();
	if (!row) return null;
	return {
		locale: row.locale as Locale,
		name: row.template as MailName,
		props: row.props as Record<string, unknown>,
		remindsOf: row.remindsOf as RemindedTurn,
	};
}

/** What it reminds of was done: it stays in the outbox, unsent. */
export async function leaveUnsent(db: Kysely<Tables>, mailId: string, now: Date): Promise<void> {
	await db
		.updateTable("outboxMail")
		.set({ overtakenAt: now, sealedSecret: null })
		.where("id", "=", mailId)
		.where("sentAt", "is", null)
		.execute();
}

/** The same reminder in the words of today: it waited for the mail server over a day, and fewer days are left. */
export async function writeAnew<Name extends MailName>(
	db: Kysely<Tables>,
	mailId: string,
	{ name, props, locale }: { name: Name; props: MailProps<Name>; locale: Locale },
): Promise<void> {
	await db
		.updateTable("outboxMail")
		.set({ ...(await renderMail(name, props, locale)), props: JSON.stringify(props) })
		.where("id", "=", mailId)
		.where("sentAt", "is", null)
		.execute();
}

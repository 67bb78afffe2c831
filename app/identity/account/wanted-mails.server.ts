import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { MailKind } from "./account.rules.ts";

/** Which mails that one may do without a person wants: all, until they choose. */
export async function wantedMails(db: Kysely<Tables>, personId: string): Promise<Record<MailKind, boolean>> {
	const row = await db
		.selectFrom("mailChoice")
		.select(["reminders", "messages"])
		.where("personId", "=", personId)
		.executeTakeFirst();
	return row ?? { reminders: true, messages: true };
}

/** Those of the people who want such mails. */
export async function whoWants<Person extends { personId: string }>(
	db: Kysely<Tables>,
	kind: MailKind,
	people: readonly Person[],
): Promise<Person[]> {
	if (people.length === 0) return [];
	const declined = await db
		.selectFrom("mailChoice")
		.select("personId")
		.where(
			"personId",
			"in",
			people.map((person) => person.personId),
		)
		.where(kind, "=", false)
		.execute();
	return people.filter((person) => declined.every((each) => each.personId !== person.personId));
}

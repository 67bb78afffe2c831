import type { Kysely } from "kysely";
import type { Role } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";

/** Somebody who is written to, in their own language. */
export type Recipient = { personId: string; name: string; email: string; locale: Locale };

/** The people who can act in a role by now, for an association where the role is of one. */
export async function peopleWithRole(db: Kysely<Tables>, role: Role, scopeId = "", at = now()): Promise<Recipient[]> {
	const rows = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["person.id as personId", "person.name", "person.email", "person.locale"])
		.where("role", "=", role)
		.where("scopeId", "=", scopeId)
		.where("revokedAt", "is", null)
		.where((eb) => eb.or([eb("effectiveAt", "is", null), eb("effectiveAt", "<=", at)]))
		.where("suspendedAt", "is", null)
		.orderBy("grantedAt")
		.execute();
	return rows.map((row) => ({ ...row, locale: row.locale as Locale }));
}

/** One person, whoever it is. @throws when there is none: people are never removed. */
export async function personToTell(db: Kysely<Tables>, personId: string): Promise<Recipient> {
	const row = await db
		.selectFrom("person")
		.select(["id as personId", "name", "email", "locale"])
		.where("id", "=", personId)
		.executeTakeFirstOrThrow();
	return { ...row, locale: row.locale as Locale };
}

import type { Kysely } from "kysely";
import type { Role } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { assert } from "#app/kernel/assert.ts";
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

function people(db: Kysely<Tables>) {
	return db.selectFrom("person").select(["id as personId", "name", "email", "locale"]);
}

/** One person, whoever it is; null where there is none. */
export async function findPersonToTell(db: Kysely<Tables>, personId: string): Promise<Recipient | null> {
	const row = await people(db).where("id", "=", personId).executeTakeFirst();
	return row ? { ...row, locale: row.locale as Locale } : null;
}

/** The same of somebody who is there: people are never removed. */
export async function personToTell(db: Kysely<Tables>, personId: string): Promise<Recipient> {
	const person = await findPersonToTell(db, personId);
	assert(person, `person ${personId} is there`);
	return person;
}

/** Who signs in with that confirmed address; null where nobody does. */
export async function holderOfAddress(db: Kysely<Tables>, email: string): Promise<Recipient | null> {
	const row = await people(db).where("email", "=", email).where("emailVerified", "=", true).executeTakeFirst();
	return row ? { ...row, locale: row.locale as Locale } : null;
}

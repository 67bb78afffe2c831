import type { Kysely } from "kysely";
import type { Role } from "#app/house/access.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";

/** Somebody who is written to, in their own language. */
export type Recipient = { personId: string; name: string; email: string; locale: Locale };

/** The people who hold a role, for an association where the role is of one. */
export async function peopleWithRole(db: Kysely<Tables>, role: Role, scopeId = ""): Promise<Recipient[]> {
	const rows = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["person.id as personId", "person.name", "person.email", "person.locale"])
		.where("role", "=", role)
		.where("scopeId", "=", scopeId)
		.where("revokedAt", "is", null)
		.orderBy("grantedAt")
		.execute();
	return rows.map((row) => ({ ...row, locale: row.locale as Locale }));
}

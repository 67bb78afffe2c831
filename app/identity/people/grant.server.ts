import type { Kysely } from "kysely";
import type { Role } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

export type Grant = { grantId: string; role: Role; scopeId: string; personId: string; name: string; email: string };

/** A role that is held, with its holder; null when it was taken away or never given. For administrators. */
export async function unsafeFindGrant(db: Kysely<Tables>, grantId: string): Promise<Grant | null> {
	const row = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["personRole.id as grantId", "personId", "role", "scopeId", "person.name", "person.email"])
		.where("personRole.id", "=", grantId)
		.where("revokedAt", "is", null)
		.executeTakeFirst();
	return row ? { ...row, role: row.role as Role } : null;
}

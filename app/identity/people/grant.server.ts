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

/** A role that was given, also one that was taken away since; null when it never was. For what is told of it. */
export async function unsafeFindAnyGrant(
	db: Kysely<Tables>,
	grantId: string,
): Promise<Pick<Grant, "personId" | "role" | "scopeId"> | null> {
	const row = await db
		.selectFrom("personRole")
		.select(["personId", "role", "scopeId"])
		.where("id", "=", grantId)
		.executeTakeFirst();
	return row ? { ...row, role: row.role as Role } : null;
}

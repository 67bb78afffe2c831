import type { Kysely, Transaction } from "kysely";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";

/** Whom an administrator's act is about. */
export type Affected = { id: string; name: string; email: string; unit: string; suspendedAt: Date | null };

const columns = ["id", "name", "email", "unit", "suspendedAt"] as const;

/** The person, held until the transaction ends. @throws NotFound where there is none. */
export async function lockPerson(trx: Transaction<Tables>, personId: string): Promise<Affected> {
	const row = await trx.selectFrom("person").select(columns).where("id", "=", personId).forUpdate().executeTakeFirst();
	return orNotFound(row) as Affected;
}

/** Who signs in with that confirmed address, held until the transaction ends; null where nobody does. */
export async function lockAccount(trx: Transaction<Tables>, email: string): Promise<Affected | null> {
	const row = await trx
		.selectFrom("person")
		.select(columns)
		.where("email", "=", email)
		.where("emailVerified", "=", true)
		.forUpdate()
		.executeTakeFirst();
	return (row as Affected | undefined) ?? null;
}

/** The reason that was written down for closing an account; null where it is open. For what is told of it. */
export async function whySuspended(db: Kysely<Tables>, personId: string): Promise<string | null> {
	const row = await db.selectFrom("person").select("suspendedWhy").where("id", "=", personId).executeTakeFirstOrThrow();
	return row.suspendedWhy;
}

import { type Kysely, sql, type Transaction } from "kysely";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";

/** The ids of who can act as an administrator now: the role holds, the account is open. */
export async function administratorsNow(db: Kysely<Tables>, now: Date): Promise<string[]> {
	const held = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select("personId")
		.where("role", "=", "administrator")
		.where("revokedAt", "is", null)
		.where((eb) => eb.or([eb("effectiveAt", "is", null), eb("effectiveAt", "<=", now)]))
		.where("suspendedAt", "is", null)
		.execute();
	return held.map(({ personId }) => personId);
}

/**
 * The same, and nobody else takes an administrator away until the transaction ends; the triggers hold the same lock.
 *
 * @throws Refusal with status 403 where the actor is none any more: two who act against each other at once are not both in time.
 */
export async function lockAdministrators(
	trx: Transaction<Tables>,
	{ actor, now }: Pick<CommandContext, "actor" | "now">,
): Promise<string[]> {
	await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 0))`.execute(trx);
	const ids = await administratorsNow(trx, now);
	if (!ids.includes(actor.personId)) throw new Refusal("house_refusal_not_yours", {}, { status: 403 });
	return ids;
}

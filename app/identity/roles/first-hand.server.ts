import type { Transaction } from "kysely";
import type { Role } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * What one person prepares and another completes rests on both. So when the second acts, the first may still do what they
 * did: an account that was suspended because somebody else uses it, or a role that was taken, takes along what it had
 * prepared.
 *
 * @param firstHand who prepared it, and the roles of which one has to be held.
 * @throws Refusal where they hold none of them any more, or their account is suspended.
 */
export async function assertFirstHand(
	trx: Transaction<Tables>,
	{ personId, roles, scopeId = "" }: { personId: string; roles: readonly Role[]; scopeId?: string },
): Promise<void> {
	const person = await trx
		.selectFrom("person")
		.select(["name", "suspendedAt"])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom("personRole")
						.select("personRole.personId")
						.whereRef("personRole.personId", "=", "person.id")
						.where("role", "in", [...roles])
						.where("scopeId", "=", scopeId)
						.where("revokedAt", "is", null),
				)
				.as("holdsRole"),
		)
		.where("id", "=", personId)
		.executeTakeFirstOrThrow();
	if (person.suspendedAt || !person.holdsRole) throw new Refusal("house_refusal_first_hand", { name: person.name });
}

import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/**
 * Whether the own share that the business paid in through Stripe stands for a claim: it is there whole, as far as the
 * timeline was told, and no earlier submission of the claim had to prove the payment otherwise. The one question of the
 * claim's page, of its papers, of its check and of its payment: where it stands no proof is asked for and it goes to the
 * provider, where it does not, a proof is asked for and it goes back to the business.
 */
export async function ownShareStands(db: Kysely<Tables>, claimId: string): Promise<boolean> {
	const { stands } = await db
		.selectFrom("claim")
		.select((eb) =>
			eb
				.selectFrom("applicationEvent")
				.select(sql<boolean>`coalesce(facts ->> 'takenDong', '0') = '0'`.as("stands"))
				.whereRef("applicationEvent.applicationId", "=", "claim.applicationId")
				.where("what", "in", ["own-share-paid", "own-share-taken", "own-share-returned"])
				.where(sql<boolean>`claim.counts_own_share is not false`)
				.orderBy("applicationEvent.id", "desc")
				.limit(1)
				.as("stands"),
		)
		.where("claim.id", "=", claimId)
		.executeTakeFirstOrThrow();
	return stands ?? false;
}

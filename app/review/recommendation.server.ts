import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** The recommendation that waits for a second person, with its amounts; null where none waits. */
export async function openRecommendation(db: Kysely<Tables>, applicationId: string) {
	const row = await db
		.selectFrom("decision")
		.select(["id", "decidedBy", "decidedByName", "decidedAt", "approvedDong", "reasons"])
		.where("applicationId", "=", applicationId)
		.where("kind", "=", "recommend")
		.where((eb) =>
			eb.not(
				eb.exists(
					eb.selectFrom("decision as answer").select("answer.id").whereRef("answer.confirms", "=", "decision.id"),
				),
			),
		)
		.executeTakeFirst();
	if (!row) return null;
	const lines = await db
		.selectFrom("decisionLine")
		.select(["costLineId", "approvedDong"])
		.where("decisionId", "=", row.id)
		.execute();
	return { ...row, lines };
}

export type Recommendation = NonNullable<Awaited<ReturnType<typeof openRecommendation>>>;

/** One decision, for what follows from it. */
export function unsafeReadDecision(db: Kysely<Tables>, decisionId: string) {
	return db.selectFrom("decision").selectAll().where("id", "=", decisionId).executeTakeFirstOrThrow();
}

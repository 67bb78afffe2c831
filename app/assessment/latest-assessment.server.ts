import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { Level } from "./framework/framework.ts";
import { isOfBusiness } from "./visible-assessments.server.ts";

export type LatestAssessment = { id: string; completedAt: Date; level: Level; scoreTenths: number };

/** The business's newest result, or null: what programmes ask for and before/after is measured by. */
export async function latestCompletedAssessment(
	db: Kysely<Tables>,
	businessId: string,
): Promise<LatestAssessment | null> {
	const row = await db
		.selectFrom("assessment")
		.select(["id", "completedAt", "level", "scoreTenths"])
		.where(isOfBusiness(businessId))
		.where("completedAt", "is not", null)
		.orderBy("completedAt", "desc")
		.limit(1)
		.$narrowType<{ completedAt: Date; level: Level; scoreTenths: number }>()
		.executeTakeFirst();
	return row ?? null;
}

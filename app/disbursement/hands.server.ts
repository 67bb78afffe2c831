import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** Whether a person approved or recommended one of these applications, and whether they verified a claim of one. */
export async function handsOf(
	db: Kysely<Tables>,
	personId: string,
	applicationIds: readonly string[],
): Promise<{ decided: boolean; verified: boolean }> {
	const ofThem = sql<string>`any(${applicationIds}::uuid[])`;
	const decided = await db
		.selectFrom("decision")
		.select("id")
		.where("applicationId", "=", ofThem)
		.where("kind", "in", ["approve", "approve_in_part", "recommend"])
		.where("decidedBy", "=", personId)
		.executeTakeFirst();
	const verified = await db
		.selectFrom("claim")
		.select("id")
		.where("applicationId", "=", ofThem)
		.where("state", "=", "verified")
		.where("answeredBy", "=", personId)
		.executeTakeFirst();
	return { decided: decided !== undefined, verified: verified !== undefined };
}

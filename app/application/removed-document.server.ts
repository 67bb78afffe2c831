import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** A document that was taken out of an application, so that it can be put back; null if there is no such one. */
export async function findRemovedDocument(
	db: Kysely<Tables>,
	applicationId: string,
	documentId: string,
): Promise<{ id: string; fileName: string } | null> {
	const row = await db
		.selectFrom("applicationDocument")
		.select(["id", "fileName"])
		.where("applicationId", "=", applicationId)
		.where(sql<string>`id::text`, "=", documentId)
		.where("removedAt", "is not", null)
		.executeTakeFirst();
	return row ?? null;
}

import { type Kysely, sql } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { ownApplications, readsForTheCity, visibleApplications } from "./visible-applications.server.ts";

/**
 * A document of an application of one's own, or of any for city staff, with its bytes; else null. Reviewers read it in
 * the case, which is closed to them on a conflict of interest (app/review/review-document.server.ts).
 */
export async function readDocument(
	db: Kysely<Tables>,
	actor: Actor,
	documentId: string,
): Promise<{ fileName: string; mediaType: string; bytes: Buffer } | null> {
	const readable = readsForTheCity(actor) ? visibleApplications(db, actor) : ownApplications(db, actor);
	const row = await readable
		.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
		.select(["fileId", "fileName"])
		.where(sql<string>`application_document.id::text`, "=", documentId)
		.executeTakeFirst();
	const file = row && (await unsafeReadFile(db, row.fileId));
	return file ? { ...file, fileName: row.fileName } : null;
}

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

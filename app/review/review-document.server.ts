import type { Kysely } from "kysely";
import { z } from "zod";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { reviewerTie, visibleCases } from "./case-in-hand.server.ts";
import { canOpenCase } from "./review.access.ts";

/**
 * A document that was submitted with a file that the person reviews, with its bytes; null for all others, and for a
 * reviewer who has a conflict of interest or has not said so.
 */
export async function reviewDocument(
	db: Kysely<Tables>,
	actor: Actor,
	documentId: string,
): Promise<{ fileName: string; mediaType: string; bytes: Buffer } | null> {
	if (!z.uuid().safeParse(documentId).success) return null;
	const row = await visibleCases(db, actor)
		.innerJoin("submission", "submission.applicationId", "application.id")
		.innerJoin("submissionDocument", "submissionDocument.submissionId", "submission.id")
		.innerJoin("applicationDocument", "applicationDocument.id", "submissionDocument.documentId")
		.select(["application.id", "application.businessId", "fileId", "fileName"])
		.where("applicationDocument.id", "=", documentId)
		.executeTakeFirst();
	if (!row || !canOpenCase(await reviewerTie(db, actor.personId, row)).allowed) return null;
	const file = await unsafeReadFile(db, row.fileId);
	return file && { ...file, fileName: row.fileName };
}

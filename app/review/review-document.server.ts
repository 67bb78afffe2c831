import type { Kysely } from "kysely";
import { z } from "zod";
import { ownApplications, readsForTheCity, visibleApplications } from "#app/application/visible-applications.server.ts";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { readsPapersAs, reviewerTie, visibleCases } from "./case-in-hand.server.ts";
import { canOpenCase } from "./review.access.ts";

type DocumentFile = { mediaType: string; bytes: Buffer } & TakenFile;

/**
 * A document of one's own application, or one that was submitted with any that city staff may read, with its bytes; else
 * null. Reviewers read it in the case.
 */
export async function readDocument(db: Kysely<Tables>, actor: Actor, documentId: string): Promise<DocumentFile | null> {
	if (!z.uuid().safeParse(documentId).success) return null;
	const own = await ownApplications(db, actor)
		.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
		.select(["fileId", "fileName"])
		.where("applicationDocument.id", "=", documentId)
		.executeTakeFirst();
	if (own) return bytesOf(db, { ...own, readByStaff: null });
	if (!readsForTheCity(actor)) return null;
	const row = await submittedDocument(visibleApplications(db, actor), documentId);
	return row && (await readsPapersAs(db, actor, row)) ? bytesOf(db, byStaff(row)) : null;
}

/**
 * A document that was submitted with a file that the person reviews, with its bytes; null for all others, and for a
 * reviewer who has a conflict of interest or has not said so.
 */
export async function reviewDocument(
	db: Kysely<Tables>,
	actor: Actor,
	documentId: string,
): Promise<DocumentFile | null> {
	if (!z.uuid().safeParse(documentId).success) return null;
	const row = await submittedDocument(visibleCases(db, actor), documentId);
	if (!row || !canOpenCase(await reviewerTie(db, actor.personId, row)).allowed) return null;
	return bytesOf(db, byStaff(row));
}

function byStaff<Row extends { id: string; reference: string }>(row: Row) {
	return { ...row, readByStaff: { kind: "application", id: row.id, label: row.reference } };
}

function submittedDocument(applications: ReturnType<typeof visibleApplications>, documentId: string) {
	return applications
		.innerJoin("submission", "submission.applicationId", "application.id")
		.innerJoin("submissionDocument", "submissionDocument.submissionId", "submission.id")
		.innerJoin("applicationDocument", "applicationDocument.id", "submissionDocument.documentId")
		.select(["application.id", "application.reference", "application.businessId", "application.associationId"])
		.select(["fileId", "fileName"])
		.where("applicationDocument.id", "=", documentId)
		.executeTakeFirst();
}

async function bytesOf(
	db: Kysely<Tables>,
	{ fileId, fileName, readByStaff }: { fileId: string } & TakenFile,
): Promise<DocumentFile | null> {
	const file = await unsafeReadFile(db, fileId);
	return file && { ...file, fileName, readByStaff };
}

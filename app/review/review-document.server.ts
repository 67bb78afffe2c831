import type { Kysely } from "kysely";
import { z } from "zod";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type KeptFile, unsafeFindFile } from "#app/house/files.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { readsPapersAs, staffFiles } from "./case-in-hand.server.ts";

type DocumentFile = KeptFile & TakenFile;

/** A document of one's own application, or one that was submitted with a file that the person reads as staff; else null. */
export async function readDocument(db: Kysely<Tables>, actor: Actor, documentId: string): Promise<DocumentFile | null> {
	if (!z.uuid().safeParse(documentId).success) return null;
	const own = await ownApplications(db, actor)
		.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
		.select(["fileId", "fileName"])
		.where("applicationDocument.id", "=", documentId)
		.executeTakeFirst();
	if (own) return keptOf(db, { ...own, readByStaff: null });
	const row = await staffFiles(db, actor)
		.innerJoin("submission", "submission.applicationId", "application.id")
		.innerJoin("submissionDocument", "submissionDocument.submissionId", "submission.id")
		.innerJoin("applicationDocument", "applicationDocument.id", "submissionDocument.documentId")
		.select(["application.id", "application.reference", "application.businessId", "application.associationId"])
		.select(["application.state", "fileId", "fileName"])
		.where("applicationDocument.id", "=", documentId)
		.executeTakeFirst();
	if (!row || !(await readsPapersAs(db, actor, row))) return null;
	return keptOf(db, { ...row, readByStaff: { kind: "application", id: row.id, label: row.reference } });
}

async function keptOf(
	db: Kysely<Tables>,
	{ fileId, fileName, readByStaff }: { fileId: string } & TakenFile,
): Promise<DocumentFile | null> {
	const file = await unsafeFindFile(db, fileId);
	return file && { ...file, fileName, readByStaff };
}

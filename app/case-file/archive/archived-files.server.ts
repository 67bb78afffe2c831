import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { readsPapersAs, staffFiles } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** A file of a case: what it is, of what, and what was said of its bytes when they came. */
export type ArchivedFile = {
	/** Where its bytes are stored, or the bytes of what is made anew. */
	content: { fileId: string } | { bytes: Buffer };
	/** `application.` or `claim.` and the kind of a document, `certificate.` and that of a certificate, or `agreement`. */
	kind: string;
	/** The application's or the claim's reference. */
	reference: string;
	/** What reading it is told of in the audit log. */
	subject: { kind: "application" | "claim"; id: string };
	fileName: string;
	mediaType: string;
	byteSize: bigint;
	sha256: string;
	receivedAt: Date;
};

export type ArchivedCase = { id: string; reference: string; files: ArchivedFile[] };

/**
 * All that was submitted and issued in a case, in order, for who may read its file as staff (canReadFile); else null. A
 * document that was taken out again before it was submitted is none of the case's.
 */
export async function archivedCase(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ArchivedCase | null> {
	const file = await staffFiles(db, actor)
		.select(["application.id", "application.businessId", "application.associationId", "application.state"])
		.where("application.reference", "=", reference)
		.executeTakeFirst();
	if (!file || (await readsPapersAs(db, actor, file)) !== "staff") return null;
	const { id } = file;
	const [documents, claims, certificates] = await Promise.all([
		documentsOf(db, id),
		claimDocumentsOf(db, id),
		certificatesOf(db, id),
	]);
	const subject = { kind: "application", id } as const;
	return {
		id,
		reference,
		files: [
			...documents.map(({ fileId, ...row }) => ({
				...row,
				content: { fileId },
				kind: `application.${row.kind}`,
				reference,
				subject,
			})),
			...certificates.map(({ code, fileId, ...row }) => ({
				...row,
				content: { fileId },
				kind: `certificate.${row.kind}`,
				fileName: `${code}.pdf`,
				reference,
				subject,
			})),
			...claims.map(({ claimId, fileId, ...row }) => ({
				...row,
				content: { fileId },
				kind: `claim.${row.kind}`,
				subject: { kind: "claim", id: claimId } as const,
			})),
		],
	};
}

function documentsOf(db: Kysely<Tables>, applicationId: string) {
	return db
		.selectFrom("applicationDocument")
		.select(["fileId", "kind", "fileName", "mediaType", "byteSize", "sha256", "uploadedAt as receivedAt"])
		.where("applicationId", "=", applicationId)
		.where("id", "in", (eb) =>
			eb
				.selectFrom("submissionDocument")
				.innerJoin("submission", "submission.id", "submissionDocument.submissionId")
				.select("documentId")
				.where("submission.applicationId", "=", applicationId),
		)
		.orderBy("uploadedAt")
		.orderBy("id")
		.execute();
}

function claimDocumentsOf(db: Kysely<Tables>, applicationId: string) {
	return db
		.selectFrom("claimDocument")
		.innerJoin("claim", "claim.id", "claimDocument.claimId")
		.select(["fileId", "claimDocument.kind", "fileName", "mediaType", "byteSize", "sha256"])
		.select(["uploadedAt as receivedAt", "claim.reference", "claim.id as claimId"])
		.where("claim.applicationId", "=", applicationId)
		.where("claim.submittedAt", "is not", null)
		.where("claimDocument.removedAt", "is", null)
		.orderBy("claim.reference")
		.orderBy("uploadedAt")
		.orderBy("claimDocument.id")
		.execute();
}

function certificatesOf(db: Kysely<Tables>, applicationId: string) {
	return db
		.selectFrom("certificate")
		.innerJoin("storedFile", "storedFile.id", "certificate.fileId")
		.select(["fileId", "certificate.kind", "code", "mediaType", "byteSize", "certificate.sha256"])
		.select("issuedAt as receivedAt")
		.where("applicationId", "=", applicationId)
		.orderBy("issuedAt")
		.orderBy("code")
		.execute();
}

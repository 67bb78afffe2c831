import type { Kysely } from "kysely";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { type CertificateKind, type CertificateState, certificateState } from "./certificate-facts.ts";

export type OwnCertificate = {
	code: string;
	kind: CertificateKind;
	reference: string;
	issuedAt: Date;
	state: CertificateState;
};

export type OwnDocument = {
	id: string;
	reference: string;
	kind: string;
	fileName: string;
	byteSize: bigint;
	uploadedAt: Date;
};

export type DocumentsPage = { certificates: OwnCertificate[]; sent: OwnDocument[] };

/** What the business of a person was given and what it sent, newest first. */
export async function documentsPage(db: Kysely<Tables>, actor: Actor): Promise<DocumentsPage> {
	const [certificates, sent] = await Promise.all([
		ownApplications(db, actor)
			.innerJoin("certificate", "certificate.applicationId", "application.id")
			.select(["code", "kind", "reference", "issuedAt", "withdrawnAt", "replacedBy"])
			.orderBy("issuedAt", "desc")
			.execute(),
		ownApplications(db, actor)
			.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
			.select(["applicationDocument.id", "reference", "kind", "fileName", "byteSize", "uploadedAt"])
			.where("removedAt", "is", null)
			.orderBy("uploadedAt", "desc")
			.execute(),
	]);
	return {
		certificates: certificates.map(({ withdrawnAt, replacedBy, kind, ...certificate }) => ({
			...certificate,
			kind: kind as CertificateKind,
			state: certificateState({ withdrawnAt, replacedBy }),
		})),
		sent,
	};
}

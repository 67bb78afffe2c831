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

/** The certificates of a person's business, newest first. */
export async function ownCertificates(db: Kysely<Tables>, actor: Actor): Promise<OwnCertificate[]> {
	const certificates = await ownApplications(db, actor)
		.innerJoin("certificate", "certificate.applicationId", "application.id")
		.select(["code", "kind", "reference", "issuedAt", "withdrawnAt", "replacedBy"])
		.orderBy("issuedAt", "desc")
		.execute();
	return certificates.map(({ withdrawnAt, replacedBy, kind, ...certificate }) => ({
		...certificate,
		kind: kind as CertificateKind,
		state: certificateState({ withdrawnAt, replacedBy }),
	}));
}

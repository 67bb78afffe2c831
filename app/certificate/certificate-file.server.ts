import type { Kysely } from "kysely";
import { visibleApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import { readVerificationCode } from "#app/kernel/verification-code.ts";
import { mayReadFile } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * The PDF of a certificate of an application that the person may see, also of one that was withdrawn; else null, and for
 * staff who may not read the file (canReadFile).
 */
export async function readCertificateFile(
	db: Kysely<Tables>,
	actor: Actor,
	typed: string,
): Promise<{ bytes: Buffer; mediaType: string; fileName: string } | null> {
	const code = readVerificationCode(typed);
	if (code === null) return null;
	const row = await visibleApplications(db, actor)
		.innerJoin("certificate", "certificate.applicationId", "application.id")
		.select(["certificate.fileId", "application.reference"])
		.select(["application.id", "application.businessId", "application.associationId"])
		.where("certificate.code", "=", code)
		.executeTakeFirst();
	if (!row || !(await mayReadFile(db, actor, row))) return null;
	const file = await unsafeReadFile(db, row.fileId);
	return file ? { ...file, fileName: `${row.reference}-${code}.pdf` } : null;
}

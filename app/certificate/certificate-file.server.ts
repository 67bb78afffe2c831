import type { Kysely } from "kysely";
import { visibleApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import { readVerificationCode } from "#app/kernel/verification-code.ts";
import type { Tables } from "#db/connection.server.ts";

/** The PDF of a certificate of an application that the person may see; else null. Also of one that was withdrawn. */
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
		.where("certificate.code", "=", code)
		.executeTakeFirst();
	const file = row && (await unsafeReadFile(db, row.fileId));
	return file ? { ...file, fileName: `${row.reference}-${code}.pdf` } : null;
}

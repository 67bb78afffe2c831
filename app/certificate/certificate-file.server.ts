import type { Kysely } from "kysely";
import { visibleApplications } from "#app/application/visible-applications.server.ts";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type KeptFile, unsafeFindFile } from "#app/house/files.server.ts";
import { readVerificationCode } from "#app/kernel/verification-code.ts";
import { readsPapersAs } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * The PDF of a certificate of an application that the person may see, also of one that was withdrawn; else null, and for
 * staff who may not read the file (canReadFile).
 */
export async function readCertificateFile(
	db: Kysely<Tables>,
	actor: Actor,
	typed: string,
): Promise<(KeptFile & TakenFile) | null> {
	const code = readVerificationCode(typed);
	if (code === null) return null;
	const row = await visibleApplications(db, actor)
		.innerJoin("certificate", "certificate.applicationId", "application.id")
		.select(["certificate.fileId", "application.reference"])
		.select(["application.id", "application.businessId", "application.associationId", "application.state"])
		.where("certificate.code", "=", code)
		.executeTakeFirst();
	const reads = row && (await readsPapersAs(db, actor, row));
	if (!reads) return null;
	const file = await unsafeFindFile(db, row.fileId);
	const subject = { kind: "application", id: row.id, label: row.reference };
	return file && { ...file, fileName: `${row.reference}-${code}.pdf`, readByStaff: reads === "staff" ? subject : null };
}

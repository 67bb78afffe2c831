import type { Kysely } from "kysely";
import { fileResponse, type KeptFile, keptFileResponse, storeFile } from "#app/house/files.server.ts";
import { countDocument, documentInTurn } from "#app/house/limits/document-queue.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Database, Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { agreementDocument } from "./agreement-document.server.ts";
import type { AgreementParts } from "./agreement-page.server.ts";

type Reading = {
	db: Database;
	now: Date;
	locale: Locale;
	/** Who waits for it: a person with their roles, or the party whose link it is. */
	actor: Parameters<typeof keptFileResponse>[0]["actor"];
};

/**
 * The PDF of an agreement. Once it is in force it is made once in each language and kept: everybody reads the same bytes,
 * and reading costs nothing. Before that it is made as it stands.
 *
 * @throws a 429 Response where the reader has had too many, or they or too many together wait for documents already.
 */
export async function agreementFile(reading: Reading, parts: AgreementParts): Promise<KeptFile | { bytes: Buffer }> {
	const { db, locale, actor } = reading;
	const { applicationId, inForceAt } = parts.terms;
	const copy = await findCopy(db, applicationId, locale);
	if (copy) return copy;
	await countDocument("agreement-person", actor.personId);
	const bytes = await documentInTurn(actor.personId, async () => agreementDocument(parts, locale));
	return inForceAt === null ? { bytes } : keepCopy(reading, applicationId, bytes);
}

/** The response that shows it. */
export async function agreementResponse(reading: Reading, parts: AgreementParts): Promise<Response> {
	const fileName = `${parts.reference}.pdf`;
	const file = await agreementFile(reading, parts);
	if ("bytes" in file) return fileResponse({ ...file, mediaType: "application/pdf" }, fileName, true);
	return keptFileResponse(reading, { ...file, fileName }, true);
}

async function findCopy(db: Kysely<Tables>, applicationId: string, locale: Locale): Promise<KeptFile | null> {
	const row = await db
		.selectFrom("agreementCopy")
		.innerJoin("storedFile", "storedFile.id", "fileId")
		.select(["fileId", "byteSize", "mediaType"])
		.where("applicationId", "=", applicationId)
		.where("locale", "=", locale)
		.executeTakeFirst();
	return row ? { ...row, byteSize: Number(row.byteSize) } : null;
}

/** Two who read it first at once get the copy of one of them. */
function keepCopy({ db, now, locale }: Reading, applicationId: string, bytes: Buffer): Promise<KeptFile> {
	return inTransaction(db, async (trx) => {
		await trx
			.selectFrom("agreement")
			.select("applicationId")
			.where("applicationId", "=", applicationId)
			.forUpdate()
			.executeTakeFirstOrThrow();
		const before = await findCopy(trx, applicationId, locale);
		if (before) return before;
		const file = await storeFile(trx, { bytes, mediaType: "application/pdf", sender: null, now });
		await trx.insertInto("agreementCopy").values({ applicationId, locale, fileId: file.id, madeAt: now }).execute();
		return { fileId: file.id, byteSize: file.byteSize, mediaType: file.mediaType };
	});
}

import { type Kysely, sql, type Transaction } from "kysely";
import { ownBusiness } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { KeptFile } from "#app/house/files.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { ownApplications } from "../visible-applications.server.ts";

/**
 * The documents in the vaults of the businesses that a person belongs to: where every read of them starts. Nobody else
 * finds them; staff see a document once it was submitted with an application, and then as that application's.
 */
export function ownVault(db: Kysely<Tables>, actor: Actor) {
	return db
		.selectFrom("vaultDocument")
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("businessMember")
					.select("businessMember.personId")
					.whereRef("businessMember.businessId", "=", "vaultDocument.businessId")
					.where("businessMember.personId", "=", actor.personId),
			),
		);
}

/**
 * The vault of the business that the person acts for, held until the transaction ends: of two that send the same file at
 * once, one finds it there. Null for who acts for none.
 */
export async function lockOwnVault(trx: Transaction<Tables>, actor: Actor) {
	const business = await ownBusiness(trx, actor);
	if (business) await lockVault(trx, business.id);
	return business;
}

/** Lets changes of a vault come one after the other until the transaction ends. */
export async function lockVault(trx: Transaction<Tables>, businessId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('vault:' || ${businessId}, 0))`.execute(trx);
}

/** A document of one's own vault, held until the transaction ends, so that none is deleted while it is put to use. */
export function lockOwnVaultDocument(trx: Transaction<Tables>, actor: Actor, documentId: string) {
	return ownVault(trx, actor)
		.selectAll("vaultDocument")
		.where(sql<string>`vault_document.id::text`, "=", documentId)
		.forUpdate("vaultDocument")
		.executeTakeFirst();
}

/** A document of one's own vault, to be seen; null where it is not there, or was deleted. */
export async function readVaultDocument(
	db: Kysely<Tables>,
	actor: Actor,
	documentId: string,
): Promise<(KeptFile & { fileName: string }) | null> {
	const row = await ownVault(db, actor)
		.select(["fileId", "fileName", "byteSize", "mediaType"])
		.where(sql<string>`vault_document.id::text`, "=", documentId)
		.where("removedAt", "is", null)
		.executeTakeFirst();
	return row ? { ...row, byteSize: Number(row.byteSize) } : null;
}

/** Lets a document stand by itself: what had taken its place does so no more. */
export async function replacedByNone(
	trx: Transaction<Tables>,
	{ businessId, fileId }: { businessId: string; fileId: string },
): Promise<void> {
	await trx
		.updateTable("vaultDocument")
		.set({ replacesFileId: null })
		.where("businessId", "=", businessId)
		.where("replacesFileId", "=", fileId)
		.execute();
}

/**
 * Documents of applications that stand in them, or were submitted with them: the uses of files. What stood in a draft that
 * was discarded is none.
 */
export function usesOfFiles(db: Kysely<Tables>) {
	return db
		.selectFrom("applicationDocument")
		.innerJoin("application", "application.id", "applicationDocument.applicationId")
		.where((eb) =>
			eb.or([
				eb.and([
					eb("applicationDocument.removedAt", "is", null),
					eb.or([eb("application.state", "!=", "withdrawn"), eb("application.submittedAt", "is not", null)]),
				]),
				eb.exists(
					eb
						.selectFrom("submissionDocument")
						.select("submissionDocument.submissionId")
						.whereRef("submissionDocument.documentId", "=", "applicationDocument.id"),
				),
			]),
		);
}

/** The uses of files in the applications of the person's own businesses. */
export function ownUsesOfFiles(db: Kysely<Tables>, actor: Actor) {
	return usesOfFiles(db).where("application.id", "in", ownApplications(db, actor).select("application.id"));
}

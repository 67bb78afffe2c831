import type { Kysely } from "kysely";
import { isOpenToChange } from "#app/application/application.states.ts";
import { isKnown } from "#app/application/draft/newcomer.server.ts";
import { keptWhenRemoved, unusedSince } from "#app/application/vault/unused-vault-files.server.ts";
import { ownUsesOfFiles, ownVault } from "#app/application/vault/visible-vault.server.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";

/** Where a file is used: in what is still written, as it was submitted, or submitted and since replaced. */
export type Use = { reference: string; address: string; is: "draft" | "submitted" | "replaced" };

/** That a file stands in the vault by itself, whether anything uses it or not. */
export type Held = {
	documentId: string;
	/** Its kind was told by its name alone. */
	isGuess: boolean;
	/** Since when nothing uses it, and when its people were told that it will go; null where it is kept for ever. */
	unused: { since: Date; endToldAt: Date | null } | null;
	/** The file of which this is the new version. */
	replacesFileId: string | null;
};

/** A file in one of its places. */
export type Row = {
	documentId: string;
	fileId: string;
	/** `application.` or `claim.` and the kind of the document. */
	kind: string;
	fileName: string;
	byteSize: bigint;
	sentAt: Date;
	/** The last day on which it can be used, as the business says. */
	validUntil: PlainDate | null;
	/** Where it can be seen. */
	address: string;
	use: Use | null;
	held: Held | null;
};

/** All files that the person's businesses have sent, once for each place. */
export async function vaultRows(db: Kysely<Tables>, actor: Actor): Promise<Row[]> {
	const rows = await Promise.all([heldRows(db, actor), applicationRows(db, actor), claimRows(db, actor)]);
	return rows.flat();
}

async function heldRows(db: Kysely<Tables>, actor: Actor): Promise<Row[]> {
	const rows = await ownVault(db, actor)
		.innerJoin("business", "business.id", "vaultDocument.businessId")
		.select(["vaultDocument.id", "vaultDocument.fileId", "vaultDocument.kind", "fileName", "byteSize", "sentAt"])
		.leftJoin("fileValidity", "fileValidity.fileId", "vaultDocument.fileId")
		.select((eb) => [
			"isGuess",
			"replacesFileId",
			"validUntil",
			"endToldAt",
			unusedSince.as("since"),
			isKnown(eb).as("isKept"),
		])
		.where("removedAt", "is", null)
		.orderBy("sentAt", "desc")
		.orderBy("vaultDocument.id")
		.execute();
	return rows.map(({ id, kind, isGuess, replacesFileId, isKept, since, endToldAt, ...row }) => ({
		...row,
		documentId: id,
		kind: `application.${kind}`,
		address: `/files/vault/${id}`,
		use: null,
		held: { documentId: id, isGuess, unused: isKept ? null : { since, endToldAt }, replacesFileId },
	}));
}

/** A document that was deleted, or gave way to a new version, and can be taken back. */
export type RemovedFile = {
	documentId: string;
	kind: string;
	fileName: string;
	byteSize: bigint;
	/** The last day on which it can be. */
	keptUntil: PlainDate;
	/** The name of the version that it gave way to. */
	replacedBy: string | null;
};

/** What was deleted and is still there, the last in front. */
export async function removedFiles(db: Kysely<Tables>, actor: Actor, today: PlainDate): Promise<RemovedFile[]> {
	const rows = await ownVault(db, actor)
		.select(["id", "kind", "fileName", "byteSize", "removedAt"])
		.select((eb) =>
			eb
				.selectFrom("vaultDocument as newer")
				.select("newer.fileName")
				.whereRef("newer.replacesFileId", "=", "vaultDocument.fileId")
				.whereRef("newer.businessId", "=", "vaultDocument.businessId")
				.where("newer.removedAt", "is", null)
				.orderBy("newer.sentAt", "desc")
				.orderBy("newer.id")
				.limit(1)
				.as("replacedBy"),
		)
		.where("removedAt", "is not", null)
		.orderBy("removedAt", "desc")
		.orderBy("id")
		.execute();
	return rows.flatMap(({ id, kind, removedAt, ...row }) => {
		const keptUntil = removedAt && keptWhenRemoved(removedAt);
		return keptUntil === null || keptUntil < today
			? []
			: [{ ...row, documentId: id, kind: `application.${kind}`, keptUntil }];
	});
}

/** Documents of applications, but those that were taken out before anything was submitted with them. */
async function applicationRows(db: Kysely<Tables>, actor: Actor): Promise<Row[]> {
	const rows = await ownUsesOfFiles(db, actor)
		.leftJoin("fileValidity", "fileValidity.fileId", "applicationDocument.fileId")
		.select(["applicationDocument.id", "applicationDocument.fileId", "kind", "fileName", "byteSize", "uploadedAt"])
		.select(["removedAt", "application.reference", "application.state", "validUntil"])
		.orderBy("uploadedAt", "desc")
		.orderBy("applicationDocument.id")
		.execute();
	return rows.map((row) => ({
		documentId: row.id,
		fileId: row.fileId,
		kind: `application.${row.kind}`,
		fileName: row.fileName,
		byteSize: row.byteSize,
		sentAt: row.uploadedAt,
		validUntil: row.validUntil,
		address: `/files/applications/${row.id}`,
		use: {
			reference: row.reference,
			address: `/applications/${row.reference}`,
			is: row.removedAt ? "replaced" : isOpenToChange(row.state as never) ? "draft" : "submitted",
		},
		held: null,
	}));
}

async function claimRows(db: Kysely<Tables>, actor: Actor): Promise<Row[]> {
	const rows = await ownApplications(db, actor)
		.innerJoin("claim", "claim.applicationId", "application.id")
		.innerJoin("claimDocument", "claimDocument.claimId", "claim.id")
		.select(["claimDocument.id", "fileId", "claimDocument.kind", "fileName", "byteSize", "uploadedAt"])
		.select(["claim.reference", "claim.state"])
		.where("claimDocument.removedAt", "is", null)
		.orderBy("uploadedAt", "desc")
		.orderBy("claimDocument.id")
		.execute();
	return rows.map((row) => ({
		documentId: row.id,
		fileId: row.fileId,
		kind: `claim.${row.kind}`,
		fileName: row.fileName,
		byteSize: row.byteSize,
		sentAt: row.uploadedAt,
		validUntil: null,
		address: `/files/claims/${row.id}`,
		use: {
			reference: row.reference,
			address: `/claims/${row.reference}`,
			is: row.state === "draft" || row.state === "returned" ? "draft" : "submitted",
		},
		held: null,
	}));
}

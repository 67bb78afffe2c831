import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { bytes } from "#app/house/command/inputs.ts";
import { type KeptFile, MAX_UPLOAD_BYTES, storeFile, unsafeFindFile } from "#app/house/files.server.ts";
import { assertRoomIn } from "#app/house/limits/upload-room.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { uploadTypeOf } from "#app/house/upload-kinds.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { readsPapersAs } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "./claim.access.ts";
import { type ClaimDocumentKind, claimDocumentKinds } from "./claim.rules.ts";
import { lockOwnClaim, visibleClaims } from "./visible-claims.server.ts";

const MAX_DOCUMENTS = 60;

/**
 * Puts a document into a claim. The same `documentId` puts it there once.
 *
 * @throws Refusal when the claim is with the association or has too many documents. Kind and size of the bytes are
 * checked where the upload is read; here a wrong one is a mistake of ours.
 */
export const addClaimDocument = command({
	name: "claim.add-document",
	input: z.object({
		reference: z.string(),
		documentId: z.uuid(),
		kind: z.enum(claimDocumentKinds),
		/** A document of this claim whose place it takes. */
		replaces: z.string().nullable().optional(),
		fileName: z.string(),
		bytes,
	}),
	who: "person",
	refuses: [
		"claim_refusal_submitted",
		"claim_refusal_too_many_documents",
		"house_refusal_upload_day",
		"house_refusal_upload_full",
		"house_refusal_upload_newcomer",
		"house_refusal_upload_site",
		"house_refusal_upload_total",
	],
	once: ({ documentId }) => documentId,
	async run(ctx: CommandContext, input) {
		const mediaType = uploadTypeOf(input.bytes);
		assert(mediaType !== null && input.bytes.byteLength <= MAX_UPLOAD_BYTES, "a document that may not be stored");
		await inTransaction(ctx.db, async (trx) => {
			const { claim } = orNotFound(await lockOwnClaim(trx, ctx.actor, input.reference));
			assertAllowed(canChangeClaim(claim));
			const sha256 = await keepDocument(trx, ctx, claim, { ...input, mediaType });
			if (sha256 !== null && input.replaces) await takeOut(trx, ctx, claim, input.replaces);
		});
	},
});

/**
 * Keeps a document of a claim that is held and may be changed, and tells the audit log.
 *
 * @returns its SHA-256; null for a document that is there already.
 */
export async function keepDocument(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	claim: { id: string; reference: string },
	input: { documentId: string; kind: ClaimDocumentKind; fileName: string; bytes: Uint8Array; mediaType: string },
): Promise<string | null> {
	const before = await trx
		.selectFrom("claimDocument")
		.select(["id", "byteSize"])
		.where("claimId", "=", claim.id)
		.execute();
	if (before.some(({ id }) => id === input.documentId)) return null;
	if (before.length >= MAX_DOCUMENTS) throw new Refusal("claim_refusal_too_many_documents");
	assertRoomIn(before, input.bytes);
	const uploadedBy = ctx.actor.personId;
	const sender = { personId: uploadedBy, standing: "entitled" } as const;
	const file = await storeFile(trx, { bytes: input.bytes, mediaType: input.mediaType, sender, now: ctx.now });
	await trx
		.insertInto("claimDocument")
		.values({
			id: input.documentId,
			claimId: claim.id,
			kind: input.kind,
			fileId: file.id,
			fileName: input.fileName,
			mediaType: input.mediaType,
			byteSize: BigInt(file.byteSize),
			sha256: file.sha256,
			uploadedAt: ctx.now,
			uploadedBy,
		})
		.execute();
	await appendAudit(trx, ctx, {
		action: "claim.document-added",
		subject: { kind: "claim", id: claim.id, label: claim.reference },
		facts: { documentId: input.documentId, kind: input.kind, fileName: input.fileName, sha256: file.sha256 },
	});
	return file.sha256;
}

/**
 * Takes a document out of a claim that is still being written or mended.
 *
 * @throws Refusal when the claim is with the association; NotFound for a document that it does not have.
 */
export const removeClaimDocument = command({
	name: "claim.remove-document",
	input: z.object({ reference: z.string(), documentId: z.uuid() }),
	who: "person",
	refuses: ["claim_refusal_submitted"],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const { claim } = orNotFound(await lockOwnClaim(trx, ctx.actor, input.reference));
			assertAllowed(canChangeClaim(claim));
			await takeOut(trx, ctx, claim, input.documentId);
		});
	},
});

async function takeOut(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	claim: { id: string; reference: string },
	documentId: string,
): Promise<void> {
	const document = orNotFound(
		await trx
			.updateTable("claimDocument")
			.set({ removedAt: ctx.now })
			.where(sql<string>`id::text`, "=", documentId)
			.where("claimId", "=", claim.id)
			.returning("fileName")
			.executeTakeFirst(),
	);
	await appendAudit(trx, ctx, {
		action: "claim.document-removed",
		subject: { kind: "claim", id: claim.id, label: claim.reference },
		facts: { documentId, fileName: document.fileName },
	});
}

/** A document of a claim that the person may see; else null, and for staff who may not read the file (canReadFile). */
export async function readClaimDocument(
	db: Kysely<Tables>,
	actor: Actor,
	documentId: string,
): Promise<(KeptFile & TakenFile) | null> {
	const row = await visibleClaims(db, actor)
		.innerJoin("claimDocument", "claimDocument.claimId", "claim.id")
		.select(["claim.id as claimId", "claim.reference as claim"])
		.select(["fileId", "fileName", "application.id", "application.businessId", "application.associationId"])
		.select("application.state")
		.where("claimDocument.id", "=", documentId)
		.executeTakeFirst();
	const reads = row && (await readsPapersAs(db, actor, row));
	if (!reads) return null;
	const file = await unsafeFindFile(db, row.fileId);
	const subject = { kind: "claim", id: row.claimId, label: row.claim };
	return file && { ...file, fileName: row.fileName, readByStaff: reads === "staff" ? subject : null };
}

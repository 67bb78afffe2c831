import { createHash } from "node:crypto";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { bytes } from "#app/house/command/inputs.ts";
import { MAX_UPLOAD_BYTES, storeFile } from "#app/house/files.server.ts";
import { assertRoomIn } from "#app/house/limits/upload-room.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { uploadTypeOf } from "#app/house/upload-kinds.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { DocumentKind } from "../draft/draft.rules.ts";
import { standingOf } from "../draft/newcomer.server.ts";
import { kindByName } from "./vault.rules.ts";
import { lockOwnVault, ownUsesOfFiles, ownVault, replacedByNone, usesOfFiles } from "./visible-vault.server.ts";

const MAX_DOCUMENTS = 200;

/**
 * Keeps a document for the business that the person acts for, before any application uses it. The same `documentId` is
 * kept once, and so are the same bytes; what was deleted and is sent again is there again.
 *
 * @throws Refusal on the field `file` where the business has these bytes already, has too many documents or bytes, or the
 * account or all newcomers have sent too much; NotFound for who acts for no business, or replaces a stranger's.
 */
export const sendToVault = command({
	name: "vault.send",
	input: z.object({
		documentId: z.uuid(),
		/** A document of the business, in the vault or in an application, of which this is the new version. */
		replaces: z.string().nullable().optional(),
		fileName: z.string(),
		bytes,
	}),
	who: "person",
	refuses: [
		"application_refusal_in_vault",
		"application_refusal_vault_many",
		"house_refusal_upload_day",
		"house_refusal_upload_full",
		"house_refusal_upload_newcomer",
		"house_refusal_upload_site",
		"house_refusal_upload_total",
	],
	once: ({ documentId }) => documentId,
	async run(ctx: CommandContext, input) {
		const { bytes, documentId, fileName } = input;
		const mediaType = uploadTypeOf(bytes);
		assert(mediaType !== null && bytes.byteLength <= MAX_UPLOAD_BYTES, "a document that may not be stored");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		await inTransaction(ctx.db, async (trx) => {
			const business = orNotFound(await lockOwnVault(trx, ctx.actor));
			const held = await trx
				.selectFrom("vaultDocument")
				.select(["id", "fileId", "byteSize", "sha256", "fileName", "removedAt"])
				.where("businessId", "=", business.id)
				.execute();
			if (held.some(({ id }) => id === documentId)) return;
			const same = held.find((each) => each.sha256 === sha256);
			const there = same?.removedAt === null ? same.fileName : await nameOfUsed(trx, business.id, sha256);
			if (there !== undefined) throw new Refusal("application_refusal_in_vault", { name: there }, { field: "file" });
			const old = input.replaces ? orNotFound(await replacedBy(trx, ctx, business.id, input.replaces)) : null;
			const about = {
				id: documentId,
				kind: old?.kind ?? kindByName(fileName),
				isGuess: old === null,
				replacesFileId: old?.fileId ?? null,
				fileName,
				sentAt: ctx.now,
				sentBy: ctx.actor.personId,
				removedAt: null,
			};
			if (same) {
				await trx.updateTable("vaultDocument").set(about).where("id", "=", same.id).execute();
				await replacedByNone(trx, { businessId: business.id, fileId: same.fileId });
			} else {
				assertTakesMore(held, bytes);
				const sender = { personId: ctx.actor.personId, standing: await standingOf(trx, business.id) };
				const { id: fileId, byteSize } = await storeFile(trx, { bytes, mediaType, sender, now: ctx.now });
				const file = { fileId, byteSize: BigInt(byteSize), mediaType, sha256, businessId: business.id };
				await trx
					.insertInto("vaultDocument")
					.values({ ...about, ...file })
					.execute();
			}
			if (old) await giveWay(trx, ctx, business.id, old.fileId);
			await appendAudit(trx, ctx, {
				action: "business.document-sent",
				subject: { kind: "business", id: business.id, label: business.legalName },
				facts: {
					documentId,
					kind: about.kind,
					sha256,
					...(input.replaces ? { replaces: input.replaces } : {}),
				},
			});
		});
	},
});

/** @throws Refusal where the vault holds as many documents or bytes as it may, with those that were deleted. */
function assertTakesMore(held: readonly { byteSize: bigint }[], bytes: Uint8Array): void {
	if (held.length >= MAX_DOCUMENTS) {
		throw new Refusal("application_refusal_vault_many", { most: MAX_DOCUMENTS }, { field: "file" });
	}
	assertRoomIn(held, bytes);
}

/**
 * The name of a file with these bytes that an application of the business was submitted with, and keeps; undefined where there
 * is none. What stands in a draft may go with it, so it is no reason to refuse it a place of its own.
 */
async function nameOfUsed(trx: Transaction<Tables>, businessId: string, sha256: string): Promise<string | undefined> {
	const used = await usesOfFiles(trx)
		.select("fileName")
		.where("application.businessId", "=", businessId)
		.where("sha256", "=", sha256)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("submissionDocument")
					.select("submissionDocument.documentId")
					.whereRef("submissionDocument.documentId", "=", "applicationDocument.id"),
			),
		)
		.orderBy("uploadedAt")
		.orderBy("applicationDocument.id")
		.limit(1)
		.executeTakeFirst();
	return used?.fileName;
}

/** The document of the business that gets a new version. */
async function replacedBy(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	businessId: string,
	documentId: string,
): Promise<{ kind: DocumentKind; fileId: string } | null> {
	const inVault = await ownVault(trx, ctx.actor)
		.select(["kind", "fileId"])
		.where(sql<string>`vault_document.id::text`, "=", documentId)
		.where("businessId", "=", businessId)
		.where("removedAt", "is", null)
		.executeTakeFirst();
	const found =
		inVault ??
		(await ownUsesOfFiles(trx, ctx.actor)
			.select(["kind", "fileId"])
			.where(sql<string>`application_document.id::text`, "=", documentId)
			.where("application.businessId", "=", businessId)
			.executeTakeFirst());
	return found ? { kind: found.kind as DocumentKind, fileId: found.fileId } : null;
}

/** The old version goes where nothing uses it; what uses it keeps it. */
async function giveWay(trx: Transaction<Tables>, ctx: CommandContext, businessId: string, fileId: string) {
	const held = await trx
		.selectFrom("vaultDocument")
		.select("id")
		.where("businessId", "=", businessId)
		.where("fileId", "=", fileId)
		.forUpdate()
		.executeTakeFirst();
	if (!held) return;
	const used = await usesOfFiles(trx).select("applicationDocument.id").where("fileId", "=", fileId).execute();
	if (used.length > 0) return;
	await trx.updateTable("vaultDocument").set({ removedAt: ctx.now }).where("id", "=", held.id).execute();
}

import { type Insertable, sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { bytes } from "#app/house/command/inputs.ts";
import { MAX_UPLOAD_BYTES, storeFile } from "#app/house/files.server.ts";
import { assertRoomIn } from "#app/house/limits/upload-room.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { uploadTypeOf } from "#app/house/upload-kinds.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChange } from "./application.access.ts";
import { documentKinds } from "./draft/draft.rules.ts";
import { standingOf } from "./draft/newcomer.server.ts";
import { lockOwnApplication } from "./visible-applications.server.ts";

const MAX_DOCUMENTS = 60;

/**
 * Puts a document into a draft. The same `documentId` puts it there once.
 *
 * @param input.lineId the line that a quotation is for; without one it covers all lines.
 * @throws Refusal when the application was submitted, has too many documents or too many bytes, or the account has sent
 * too many in a day. Kind and size of the bytes are checked
 * where the upload is read; here a wrong one is a mistake of ours.
 */
export const addDocument = command({
	name: "application.add-document",
	input: z.object({
		reference: z.string(),
		documentId: z.uuid(),
		kind: z.enum(documentKinds),
		lineId: z.uuid().nullable().optional(),
		/** A document of this draft whose place it takes; what was submitted before keeps that one. */
		replaces: z.string().nullable().optional(),
		fileName: z.string(),
		bytes,
	}),
	who: "person",
	refuses: [
		"application_refusal_submitted",
		"application_refusal_too_many_documents",
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
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
			assertAllowed(canChange(application));
			const before = await trx
				.selectFrom("applicationDocument")
				.select(["id", "byteSize"])
				.where("applicationId", "=", application.id)
				.execute();
			if (before.some(({ id }) => id === input.documentId)) return;
			assertTakesMore(before, input.bytes);
			if (input.replaces) await takeOut(trx, ctx, application.id, input.replaces);
			const sender = { personId: ctx.actor.personId, standing: await standingOf(trx, application.businessId) };
			const file = await storeFile(trx, { bytes: input.bytes, mediaType, sender, now: ctx.now });
			await putIn(
				trx,
				ctx,
				application,
				{
					id: input.documentId,
					kind: input.kind,
					lineId: input.kind === "quotation" ? (input.lineId ?? null) : null,
					fileId: file.id,
					fileName: input.fileName,
					mediaType,
					byteSize: BigInt(file.byteSize),
					sha256: file.sha256,
				},
				input.replaces ? { replaces: input.replaces } : {},
			);
		});
	},
});

/** @throws Refusal where an application has as many documents as it may, or would hold too many bytes with these. */
export function assertTakesMore(before: readonly { byteSize: bigint }[], added: { byteLength: number }): void {
	if (before.length >= MAX_DOCUMENTS) throw new Refusal("application_refusal_too_many_documents");
	assertRoomIn(before, added);
}

/** Puts a kept file into a locked application as a document, and tells the audit log, with what else there is to tell. */
export async function putIn(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: { id: string; reference: string },
	document: Pick<
		Insertable<Tables["applicationDocument"]>,
		"id" | "kind" | "lineId" | "fileId" | "fileName" | "mediaType" | "byteSize" | "sha256"
	>,
	told: { replaces?: string; application?: string },
): Promise<void> {
	await trx
		.insertInto("applicationDocument")
		.values({ ...document, applicationId: application.id, uploadedAt: ctx.now, uploadedBy: ctx.actor.personId })
		.execute();
	const { id: documentId, kind, fileName, sha256 } = document;
	await appendAudit(trx, ctx, {
		action: "application.document-added",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: { documentId, kind, fileName, sha256, ...told },
	});
}

/** Takes out the document that another one replaces. @throws NotFound where it is not this application's. */
async function takeOut(trx: Transaction<Tables>, ctx: CommandContext, applicationId: string, documentId: string) {
	orNotFound(
		await trx
			.updateTable("applicationDocument")
			.set({ removedAt: ctx.now })
			.where(sql<string>`id::text`, "=", documentId)
			.where("applicationId", "=", applicationId)
			.returning("id")
			.executeTakeFirst(),
	);
}

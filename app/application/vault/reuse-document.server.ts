import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { assertTakesMore, putIn } from "../add-document.server.ts";
import { canChange } from "../application.access.ts";
import { lockOwnApplication, ownApplications } from "../visible-applications.server.ts";
import { lockOwnVaultDocument } from "./visible-vault.server.ts";

/** What a document is, and for one of an application, of which. */
type Source = {
	reference: string | null;
	kind: string;
	fileId: string;
	fileName: string;
	mediaType: string;
	byteSize: bigint;
	sha256: string;
};

/** A document of the person's business: in its vault, where it is held until the transaction ends, or of any application. */
async function ownDocument(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	documentId: string,
	businessId: string,
): Promise<Source | undefined> {
	const held = await lockOwnVaultDocument(trx, ctx.actor, documentId);
	if (held) {
		const { kind, fileId, fileName, mediaType, byteSize, sha256 } = held;
		if (held.removedAt !== null || held.businessId !== businessId) return undefined;
		return { reference: null, kind, fileId, fileName, mediaType, byteSize, sha256 };
	}
	return ownApplications(trx, ctx.actor)
		.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
		.select(["application.reference", "kind", "fileId", "fileName", "mediaType", "byteSize", "sha256"])
		.where(sql<string>`application_document.id::text`, "=", documentId)
		.where("application.businessId", "=", businessId)
		.executeTakeFirst();
}

/**
 * Puts a document that the business has sent before, to its vault or with an application, into an application that it is
 * writing: tell us once. The bytes stay where they are; a quotation then covers all lines. One that is in there already is there once.
 *
 * @param input.reference the application that gets it.
 * @throws Refusal when that one was submitted, or holds too much; NotFound for a document of somebody else's.
 */
export const reuseDocument = command({
	name: "vault.reuse-document",
	input: z.object({ reference: z.string(), documentId: z.string(), copyId: z.uuid() }),
	who: "person",
	refuses: ["application_refusal_submitted", "application_refusal_too_many_documents", "house_refusal_upload_total"],
	once: ({ copyId }) => copyId,
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
			assertAllowed(canChange(application));
			const source = orNotFound(await ownDocument(trx, ctx, input.documentId, application.businessId));
			const before = await trx
				.selectFrom("applicationDocument")
				.select(["fileId", "byteSize", "removedAt"])
				.where("applicationId", "=", application.id)
				.execute();
			if (before.some(({ fileId, removedAt }) => fileId === source.fileId && removedAt === null)) return;
			assertTakesMore(before, { byteLength: Number(source.byteSize) });
			const { reference: from, ...document } = source;
			const told = from === null ? {} : { application: from };
			await putIn(trx, ctx, application, { ...document, id: input.copyId, lineId: null }, told);
		});
	},
});

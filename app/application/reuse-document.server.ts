import { type Kysely, sql } from "kysely";
import type { CommandContext } from "#app/house/command.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { assertTakesMore, putIn } from "./add-document.server.ts";
import { canChange } from "./application.access.ts";
import { lockOwnApplication, ownApplications } from "./visible-applications.server.ts";

/** A document of any application of the person's business. */
function ownDocument(db: Kysely<Tables>, ctx: CommandContext, documentId: string, businessId: string) {
	return ownApplications(db, ctx.actor)
		.innerJoin("applicationDocument", "applicationDocument.applicationId", "application.id")
		.select(["application.reference", "kind", "fileId", "fileName", "mediaType", "byteSize", "sha256"])
		.where(sql<string>`application_document.id::text`, "=", documentId)
		.where("application.businessId", "=", businessId)
		.executeTakeFirst();
}

/**
 * Puts a document that the business has sent before into an application that it is writing: tell us once. The bytes stay
 * where they are; a quotation then covers all lines. One that is in there already is there once.
 *
 * @param input.reference the application that gets it.
 * @throws Refusal when that one was submitted, or holds too much; a 404 Response for a document of somebody else's.
 */
export async function reuseDocument(
	ctx: CommandContext,
	input: { reference: string; documentId: string; copyId: string },
): Promise<void> {
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
		await putIn(trx, ctx, application, { ...document, id: input.copyId, lineId: null }, { application: from });
	});
}

import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { documentKinds } from "../draft/draft.rules.ts";
import { lockOwnVaultDocument, ownUsesOfFiles } from "./visible-vault.server.ts";

/**
 * Says what a document of the vault is, and until when a document of the business can be used, wherever it stands.
 * Applications that use it keep what it was called there, and what was said when it was submitted.
 *
 * @param input.kind of a document of the vault; what else is said of its kind is left out.
 * @throws NotFound for a document that is not the person's own, or was deleted or taken out.
 */
export const describeDocument = command({
	name: "vault.describe-document",
	input: z.object({ documentId: z.string(), kind: z.enum(documentKinds).optional(), validUntil: day.nullable() }),
	who: "person",
	refuses: [],
	once: "same again",
	async run(ctx: CommandContext, input) {
		const { documentId, validUntil } = input;
		await inTransaction(ctx.db, async (trx) => {
			const held = await lockOwnVaultDocument(trx, ctx.actor, documentId);
			const document = orNotFound(held ?? (await ofOwnApplication(trx, ctx, documentId)));
			if (held) {
				orNotFound(held.removedAt === null ? held : null);
				const about = { kind: input.kind ?? held.kind, isGuess: false };
				await trx.updateTable("vaultDocument").set(about).where("id", "=", held.id).execute();
			}
			const said = { validUntil, saidAt: ctx.now, saidBy: ctx.actor.personId };
			await trx
				.insertInto("fileValidity")
				.values({ fileId: document.fileId, ...said })
				.onConflict((conflict) => conflict.column("fileId").doUpdateSet(said))
				.execute();
			const { legalName } = await trx
				.selectFrom("business")
				.select("legalName")
				.where("id", "=", document.businessId)
				.executeTakeFirstOrThrow();
			await appendAudit(trx, ctx, {
				action: "business.document-described",
				subject: { kind: "business", id: document.businessId, label: legalName },
				facts: {
					documentId,
					...(held && input.kind ? { kind: input.kind } : {}),
					validUntil,
				},
			});
		});
	},
});

/** A document that stands in an application of the person's businesses, or was submitted with it. */
function ofOwnApplication(trx: Transaction<Tables>, ctx: CommandContext, documentId: string) {
	return ownUsesOfFiles(trx, ctx.actor)
		.select(["fileId", "application.businessId"])
		.where(sql<string>`application_document.id::text`, "=", documentId)
		.executeTakeFirst();
}

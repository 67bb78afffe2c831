import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockOwnVaultDocument, replacedByNone, usesOfFiles } from "./visible-vault.server.ts";

type Held = NonNullable<Awaited<ReturnType<typeof lockOwnVaultDocument>>>;

/**
 * Deletes a document that is used nowhere; it can be taken back until its bytes go (`removeUnusedVaultFiles`).
 *
 * @throws Refusal where an application uses it; NotFound for a document that is not the person's own.
 */
export const removeVaultDocument = command({
	name: "vault.remove-document",
	input: z.object({ documentId: z.uuid() }),
	who: "person",
	refuses: ["application_refusal_vault_used"],
	once: "by state",
	async run(ctx: CommandContext, { documentId }) {
		await changed(ctx, documentId, async (trx, document) => {
			if (document.removedAt !== null) return null;
			// Asked once the document is held: whoever put it to use meanwhile has done so by now.
			const uses = await usesOfFiles(trx)
				.select("applicationDocument.id")
				.where("fileId", "=", document.fileId)
				.execute();
			if (uses.length > 0) throw new Refusal("application_refusal_vault_used");
			await trx.updateTable("vaultDocument").set({ removedAt: ctx.now }).where("id", "=", document.id).execute();
			return "business.document-removed";
		});
	},
});

/**
 * Takes back that a document was deleted, or gave way to a new version, which then is one of its own.
 *
 * @throws NotFound for a document that is not the person's own, or is gone.
 */
export const restoreVaultDocument = command({
	name: "vault.restore-document",
	input: z.object({ documentId: z.uuid() }),
	who: "person",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext, { documentId }) {
		await changed(ctx, documentId, async (trx, document) => {
			if (document.removedAt === null) return null;
			// Its days begin anew, and with them what its people are told.
			const restored = { removedAt: null, useEndedAt: ctx.now };
			await trx.updateTable("vaultDocument").set(restored).where("id", "=", document.id).execute();
			await replacedByNone(trx, document);
			return "business.document-restored";
		});
	},
});

/** Runs a change on a document while it is held, and tells the audit log of the action that it returns, if any. */
async function changed(
	ctx: CommandContext,
	documentId: string,
	change: (trx: Transaction<Tables>, document: Held) => Promise<string | null>,
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const document = orNotFound(await lockOwnVaultDocument(trx, ctx.actor, documentId));
		const action = await change(trx, document);
		if (!action) return;
		const { legalName } = await trx
			.selectFrom("business")
			.select("legalName")
			.where("id", "=", document.businessId)
			.executeTakeFirstOrThrow();
		await appendAudit(trx, ctx, {
			action,
			subject: { kind: "business", id: document.businessId, label: legalName },
			facts: { documentId },
		});
	});
}

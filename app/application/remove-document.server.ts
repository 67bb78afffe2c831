import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChange } from "./application.access.ts";
import { lockOwnApplication } from "./visible-applications.server.ts";

type DocumentOf = { reference: string; documentId: string };

/**
 * Takes a document out of a draft; it can be put back. What was submitted before keeps it.
 *
 * @throws Refusal when the application was submitted; NotFound for a document that it does not have.
 */
export async function removeDocument(ctx: CommandContext, input: DocumentOf): Promise<void> {
	await setRemoved(ctx, input, ctx.now, "application.document-removed");
}

/** Puts a removed document back. @throws as `removeDocument`. */
export async function restoreDocument(ctx: CommandContext, input: DocumentOf): Promise<void> {
	await setRemoved(ctx, input, null, "application.document-restored");
}

async function setRemoved(ctx: CommandContext, input: DocumentOf, removedAt: Date | null, action: string) {
	await inTransaction(ctx.db, async (trx) => {
		const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
		assertAllowed(canChange(application));
		const document = orNotFound(
			await trx
				.updateTable("applicationDocument")
				.set({ removedAt })
				.where("id", "=", input.documentId)
				.where("applicationId", "=", application.id)
				.returning("fileName")
				.executeTakeFirst(),
		);
		await appendAudit(trx, ctx, {
			action,
			subject: { kind: "application", id: application.id, label: application.reference },
			facts: { documentId: input.documentId, fileName: document.fileName },
		});
	});
}

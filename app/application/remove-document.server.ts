import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChange } from "./application.access.ts";
import { lockOwnApplication } from "./visible-applications.server.ts";

const documentOfInput = z.object({ reference: z.string(), documentId: z.uuid() });

type DocumentOf = z.output<typeof documentOfInput>;

/**
 * Takes a document out of a draft; it can be put back. What was submitted before keeps it.
 *
 * @throws Refusal when the application was submitted; NotFound for a document that it does not have.
 */
export const removeDocument = command({
	name: "application.remove-document",
	input: documentOfInput,
	who: "person",
	refuses: ["application_refusal_submitted"],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await setRemoved(ctx, input, ctx.now, "application.document-removed");
	},
});

/** Puts a removed document back. @throws as `removeDocument`. */
export const restoreDocument = command({
	name: "application.restore-document",
	input: documentOfInput,
	who: "person",
	refuses: ["application_refusal_submitted"],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await setRemoved(ctx, input, null, "application.document-restored");
	},
});

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

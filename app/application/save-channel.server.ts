import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeChannel } from "./application.access.ts";
import { assertChannel } from "./draft/channel-choices.server.ts";
import { lockOwnApplication } from "./visible-applications.server.ts";

/**
 * Sends a draft to another programme or through another association. Lines stay as typed; the rules judge them anew.
 *
 * @throws Refusal when it was submitted, or the channel takes no applications today.
 */
export const saveChannel = command({
	name: "application.save-channel",
	input: z.object({ reference: z.string(), programmeId: z.string(), associationId: z.string() }),
	who: "person",
	refuses: [
		"application_refusal_association_closed",
		"application_refusal_programme_closed",
		"application_refusal_submitted",
	],
	once: "same again",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
			assertAllowed(canChangeChannel(application));
			const { programmeId, associationId } = input;
			if (application.programmeId === programmeId && application.associationId === associationId) return;
			await assertChannel(trx, { programmeId, associationId }, plainDateAt(ctx.now));
			await trx
				.updateTable("application")
				.set({ programmeId, associationId, draftVersion: application.draftVersion + 1, savedAt: ctx.now })
				.where("id", "=", application.id)
				.execute();
			await appendAudit(trx, ctx, {
				action: "application.channel-saved",
				subject: { kind: "application", id: application.id, label: application.reference },
				facts: { programmeId, associationId },
			});
		});
	},
});

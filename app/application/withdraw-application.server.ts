import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canWithdraw } from "./application.access.ts";
import { moveApplication } from "./move-application.server.ts";
import { lockOwnApplication } from "./visible-applications.server.ts";

/**
 * Takes an application back before it is decided. Nothing holds money yet, so nothing is booked. Withdrawing it twice
 * is the same as once.
 *
 * @throws Refusal when it was decided.
 */
export const withdrawApplication = command({
	name: "application.withdraw",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: ["application_refusal_not_withdrawable", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			if (application.state === "withdrawn") return;
			assertAllowed(canWithdraw(application));
			await moveApplication(trx, ctx, {
				applicationId: application.id,
				from: application.state,
				to: "withdrawn",
				side: "business",
			});
			// Of a draft nobody else knows.
			if (application.submittedAt) await enqueue(trx, "application.withdrawn", { applicationId: application.id });
			await appendAudit(trx, ctx, {
				action: "application.withdrawn",
				subject: { kind: "application", id: application.id, label: reference },
				facts: { from: application.state },
			});
		});
	},
});

import { z } from "zod";
import { moveApplication } from "#app/application/move-application.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockCase, reviewerTie } from "./case-in-hand.server.ts";
import { canOpenCase } from "./review.access.ts";

/**
 * A reviewer who has looked at a new file takes it up, to decide on it. Whoever comes second finds it in review: nothing
 * is left to do then.
 *
 * @throws Refusal on a conflict of interest, before the declaration, or when the file waits for nobody any more; NotFound
 * for another association's file.
 */
export const takeUpCase = command({
	name: "review.take-up",
	input: z.object({ reference: z.string() }),
	who: ["reviewer"],
	refuses: ["house_refusal_moved_on", "review_refusal_conflict", "review_refusal_not_declared"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = await lockCase(trx, ctx.actor, reference);
			assertAllowed(canOpenCase(await reviewerTie(trx, ctx.actor.personId, application)), 403);
			if (application.state === "in_review") return;
			if (application.state !== "submitted") throw new Refusal("house_refusal_moved_on");
			await moveApplication(trx, ctx, {
				applicationId: application.id,
				from: "submitted",
				to: "in_review",
				side: "association",
			});
		});
	},
});

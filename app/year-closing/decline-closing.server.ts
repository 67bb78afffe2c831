import { z } from "zod";
import { canAnswerProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerClosing, auditClosing, lockClosing } from "./closings.server.ts";

/** A second officer does not have the year closed, and says why. The same person again changes nothing. */
export const declineClosing = command({
	name: "year-closing.decline",
	input: z.object({ reference: z.string(), reason: z.string() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_proposed_by_you", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference, reason }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const closing = await lockClosing(trx, reference);
			if (closing.state === "declined" && closing.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswerProposal(ctx.actor, closing));
			await answerClosing(trx, ctx, closing, { to: "declined", reason });
			await auditClosing(trx, ctx, closing, {
				action: "agreement.year-closing-declined",
				facts: { proposedBy: closing.proposedByName, said: reason },
			});
		});
	},
});

import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAnswerProposal } from "./budget.access.ts";
import { assertManages, auditBudgetChange, endBudgetChange, lockBudgetChange } from "./budget-changes.server.ts";

/** A second officer does not confirm a change of the budget, and says why. The same person again changes nothing. */
export const declineBudgetChange = command({
	name: "budget.decline-change",
	input: z.object({ reference: z.string(), reason: z.string() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_proposed_by_you", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference, reason }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const change = await lockBudgetChange(trx, reference);
			if (change.state === "declined" && change.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswerProposal(ctx.actor, change));
			await endBudgetChange(trx, ctx, change, { to: "declined", reason });
			await auditBudgetChange(trx, ctx, change, {
				action: "programme.budget-declined",
				facts: { proposedBy: change.proposedByName, said: reason },
			});
		});
	},
});

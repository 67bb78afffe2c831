import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canWithdrawProposal } from "./budget.access.ts";
import { assertManages, auditBudgetChange, endBudgetChange, lockBudgetChange } from "./budget-changes.server.ts";

/** Who proposed a change of the budget takes it back before another has answered. Again changes nothing. */
export const withdrawBudgetChange = command({
	name: "budget.withdraw-change",
	input: z.object({ reference: z.string() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_not_proposed_by_you", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const change = await lockBudgetChange(trx, reference);
			if (change.state === "withdrawn" && change.endedBy === ctx.actor.personId) return;
			assertAllowed(canWithdrawProposal(ctx.actor, change));
			await endBudgetChange(trx, ctx, change, { to: "withdrawn" });
			await auditBudgetChange(trx, ctx, change, { action: "programme.budget-withdrawn" });
		});
	},
});

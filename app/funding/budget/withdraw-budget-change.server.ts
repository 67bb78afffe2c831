import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canWithdrawProposal } from "./budget.access.ts";
import { assertManages, auditBudgetChange, endBudgetChange, lockBudgetChange } from "./budget-changes.server.ts";

/** Who proposed a change of the budget takes it back before another has answered. Again changes nothing. */
export async function withdrawBudgetChange(ctx: CommandContext, { reference }: { reference: string }): Promise<void> {
	assertManages(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const change = await lockBudgetChange(trx, reference);
		if (change.state === "withdrawn" && change.endedBy === ctx.actor.personId) return;
		assertAllowed(canWithdrawProposal(ctx.actor, change));
		await endBudgetChange(trx, ctx, change, { to: "withdrawn" });
		await auditBudgetChange(trx, ctx, change, { action: "programme.budget-withdrawn" });
	});
}

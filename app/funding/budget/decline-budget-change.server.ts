import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAnswerProposal } from "./budget.access.ts";
import { assertManages, auditBudgetChange, endBudgetChange, lockBudgetChange } from "./budget-changes.server.ts";

/** A second officer does not confirm a change of the budget, and says why. The same person again changes nothing. */
export async function declineBudgetChange(
	ctx: CommandContext,
	{ reference, reason }: { reference: string; reason: string },
): Promise<void> {
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
}

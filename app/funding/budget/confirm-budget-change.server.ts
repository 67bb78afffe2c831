import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { budgetManagers, canAnswerProposal } from "./budget.access.ts";
import { assertManages, auditBudgetChange, endBudgetChange, lockBudgetChange } from "./budget-changes.server.ts";
import { bookChange } from "./change-accounts.server.ts";

/**
 * A second officer lets a change of the budget take effect: all of it is checked again and booked. The same person again
 * changes nothing.
 *
 * @throws Refusal for who proposed it, when it has ended, when too little is left or the limit would be passed.
 */
export const confirmBudgetChange = command({
	name: "budget.confirm-change",
	input: z.object({ reference: z.string() }),
	who: ["programme_officer"],
	refuses: [
		"budget_refusal_envelope",
		"budget_refusal_proposed_by_you",
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
		"programme_refusal_assignment_limit",
		"programme_refusal_budget",
		"programme_refusal_no_assignment",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const change = await lockBudgetChange(trx, reference);
			if (change.state === "confirmed" && change.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswerProposal(ctx.actor, change));
			refuseNewlyGiven(ctx, "programme_officer");
			await assertFirstHand(trx, { personId: change.proposedBy, roles: budgetManagers });
			const bookedAs = await bookChange(trx, ctx, change);
			await endBudgetChange(trx, ctx, change, { to: "confirmed", bookedAs });
			await auditBudgetChange(trx, ctx, change, {
				action: "programme.budget-confirmed",
				facts: { proposedBy: change.proposedByName },
			});
		});
	},
});

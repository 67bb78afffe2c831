import { z } from "zod";
import { canWithdrawProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endHolidayChange, lockHolidayChange } from "./holiday-changes.server.ts";

/** Who proposed a change of the working days takes it back before another has answered. Again changes nothing. */
export const withdrawHolidayChange = command({
	name: "working-days.withdraw-change",
	input: z.object({ reference: z.string() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_not_proposed_by_you", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const change = await lockHolidayChange(trx, reference);
			if (change.state === "withdrawn" && change.endedBy === ctx.actor.personId) return;
			assertAllowed(canWithdrawProposal(ctx.actor, change));
			await endHolidayChange(trx, ctx, change, { to: "withdrawn" });
		});
	},
});

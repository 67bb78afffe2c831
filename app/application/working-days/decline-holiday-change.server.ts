import { z } from "zod";
import { canAnswerProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endHolidayChange, lockHolidayChange } from "./holiday-changes.server.ts";

/** A second officer does not confirm a change of the working days, and says why. The same person again changes nothing. */
export const declineHolidayChange = command({
	name: "working-days.decline-change",
	input: z.object({ reference: z.string(), reason: z.string() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_proposed_by_you", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference, reason }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const change = await lockHolidayChange(trx, reference);
			if (change.state === "declined" && change.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswerProposal(ctx.actor, change));
			const facts = { proposedBy: change.proposedByName, said: reason };
			await endHolidayChange(trx, ctx, change, { to: "declined", reason, facts });
		});
	},
});

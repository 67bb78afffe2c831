import { z } from "zod";
import { canWithdrawProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerClosing, auditClosing, lockClosing } from "./closings.server.ts";

/** Who proposed to close a year takes it back before another has answered. Again changes nothing. */
export const withdrawClosing = command({
	name: "year-closing.withdraw",
	input: z.object({ reference: z.string() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_not_proposed_by_you", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const closing = await lockClosing(trx, reference);
			if (closing.state === "withdrawn" && closing.endedBy === ctx.actor.personId) return;
			assertAllowed(canWithdrawProposal(ctx.actor, closing));
			await answerClosing(trx, ctx, closing, { to: "withdrawn" });
			await auditClosing(trx, ctx, closing, { action: "agreement.year-closing-withdrawn" });
		});
	},
});

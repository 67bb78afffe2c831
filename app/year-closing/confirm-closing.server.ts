import { z } from "zod";
import { budgetManagers, canAnswerProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { formatDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerClosing, assertNoLaterClosing, auditClosing, lockClosing } from "./closings.server.ts";
import { confirmableFrom } from "./year-closing.rules.ts";

/**
 * A second officer has a year closed: a job does it, step by step. The same person again changes nothing.
 *
 * @throws Refusal for who proposed it, before the year is over, after a later one was closed, or when it was answered.
 */
export const confirmClosing = command({
	name: "year-closing.confirm",
	input: z.object({ reference: z.string() }),
	who: ["programme_officer"],
	refuses: [
		"budget_refusal_closing_later",
		"budget_refusal_closing_not_over",
		"budget_refusal_proposed_by_you",
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			const closing = await lockClosing(trx, reference);
			if (closing.endedBy === ctx.actor.personId && (closing.state === "confirmed" || closing.state === "done")) return;
			assertAllowed(canAnswerProposal(ctx.actor, closing));
			refuseNewlyGiven(ctx, "programme_officer");
			const from = confirmableFrom(closing.year);
			if (plainDateAt(ctx.now) < from) {
				const facts = { year: closing.year, date: formatDate(from, ctx.locale) };
				throw new Refusal("budget_refusal_closing_not_over", facts);
			}
			await assertNoLaterClosing(trx, closing);
			await assertFirstHand(trx, { personId: closing.proposedBy, roles: budgetManagers });
			await answerClosing(trx, ctx, closing, { to: "confirmed" });
			await enqueue(trx, "year.close", { closingId: closing.id }, { key: `year.close:${closing.id}` });
			await auditClosing(trx, ctx, closing, {
				action: "agreement.year-closing-confirmed",
				facts: { proposedBy: closing.proposedByName },
			});
		});
	},
});

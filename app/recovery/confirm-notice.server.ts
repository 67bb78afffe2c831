import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockRecovery, moveRecovery, tellStep } from "./recoveries.server.ts";
import { canConfirm } from "./recovery.access.ts";

/**
 * A second officer sends the notice to the business. The same person again changes nothing.
 *
 * @throws Refusal for who made the notice or belongs to the business, and once the last day to answer has come: nobody
 * could answer in time.
 */
export const confirmNotice = command({
	name: "recovery.confirm",
	input: z.object({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
		"recovery_refusal_answer_by",
		"recovery_refusal_made_by_you",
		"recovery_refusal_your_business",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, recovery } = await lockRecovery(trx, reference);
			if (recovery.confirmedBy === ctx.actor.personId) return;
			refuseNewlyGiven(ctx, "finance_officer");
			assertAllowed(
				canConfirm(ctx.actor, {
					...recovery,
					confirmed: recovery.confirmedAt !== null,
					today: plainDateAt(ctx.now),
					ownBusiness: await isTied(trx, ctx.actor.personId, application.id),
				}),
			);
			await assertFirstHand(trx, { personId: recovery.madeBy, roles: ["finance_officer"] });
			await moveRecovery(trx, recovery, "notified", { confirmedAt: ctx.now, confirmedBy: ctx.actor.personId });
			const { amountDong, reason, answerBy, dueOn } = recovery;
			await tellStep(trx, ctx, recovery, { what: "confirmed", facts: { amountDong, reason, answerBy, dueOn } });
		});
	},
});

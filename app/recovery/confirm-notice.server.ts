import { assertCanPay } from "#app/disbursement/payments.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockRecovery, moveRecovery, tellStep } from "./recoveries.server.ts";

/**
 * A second officer sends the notice to the business. The same person again changes nothing.
 *
 * @throws Refusal for who made the notice, and once the last day to answer has come: nobody could answer in time.
 */
export async function confirmNotice(ctx: CommandContext, { reference }: { reference: string }): Promise<void> {
	assertCanPay(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const { recovery } = await lockRecovery(trx, reference);
		if (recovery.confirmedBy === ctx.actor.personId) return;
		if (recovery.madeBy === ctx.actor.personId) throw new Refusal("recovery_refusal_made_by_you");
		if (recovery.answerBy <= plainDateAt(ctx.now)) throw new Refusal("recovery_refusal_answer_by");
		await moveRecovery(trx, recovery, "notified", { confirmedAt: ctx.now, confirmedBy: ctx.actor.personId });
		const { amountDong, reason, answerBy, dueOn } = recovery;
		await tellStep(trx, ctx, recovery, {
			action: "recovery.confirmed",
			event: { what: "recovery-notified", side: "city" },
			facts: { amountDong, reason, answerBy, dueOn },
		});
	});
}

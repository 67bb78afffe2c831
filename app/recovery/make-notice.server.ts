import { z } from "zod";
import { lockPayment } from "#app/disbursement/payments.server.ts";
import { stopPayments } from "#app/disbursement/stop/stop-payments.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day, dong } from "#app/house/command/inputs.ts";
import { nextReference } from "#app/house/references.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askedOf } from "./asked.server.ts";
import { tellStep } from "./recoveries.server.ts";
import { canAskBack } from "./recovery.access.ts";
import { lastDayOfNotice } from "./recovery.rules.ts";

/**
 * Makes the notice that asks for a paid subsidy back, in whole or in part, and returns its reference. The business learns
 * of it once another officer has confirmed it. From now on nothing more of the application is paid until a programme officer has
 * decided. The same `recoveryId` makes one notice.
 *
 * @param input.payment the reference of the payment.
 * @param input.answerBy the last day to agree or to contest.
 * @param input.dueOn the last day to pay it back.
 * @throws Refusal when the payment was not made or went to the officer's own business, more is asked than was paid or
 * the days cannot be.
 */
export const makeNotice = command({
	name: "recovery.make",
	input: z.object({
		recoveryId: z.uuid(),
		payment: z.string(),
		amountDong: dong,
		reason: z.string(),
		answerBy: day,
		dueOn: day,
	}),
	who: ["finance_officer"],
	refuses: [
		"recovery_refusal_answer_by",
		"recovery_refusal_day_far",
		"recovery_refusal_due_on",
		"recovery_refusal_not_paid",
		"recovery_refusal_nothing_left",
		"recovery_refusal_too_much_asked",
		"recovery_refusal_your_business",
	],
	once: ({ recoveryId }) => recoveryId,
	async run(ctx: CommandContext, input): Promise<string> {
		const { recoveryId, payment: paymentReference, ...terms } = input;
		return inTransaction(ctx.db, async (trx) => {
			const { payment, application } = await lockPayment(trx, paymentReference);
			// Looked for under the lock: the same form may come twice at once.
			const before = await trx
				.selectFrom("recovery")
				.select("reference")
				.where("id", "=", recoveryId)
				.executeTakeFirst();
			if (before) return before.reference;
			const ownBusiness = await isTied(trx, ctx.actor.personId, application.id);
			const asked = await askedOf(trx, payment.id);
			const askableDong = payment.amountDong - asked;
			assertAllowed(canAskBack(ctx.actor, { state: payment.state, askableDong, ownBusiness }));
			if (terms.amountDong > askableDong) {
				throw new Refusal("recovery_refusal_too_much_asked", { left: askableDong }, { field: "amount" });
			}
			const today = plainDateAt(ctx.now);
			if (terms.answerBy <= today) throw new Refusal("recovery_refusal_answer_by", {}, { field: "answerBy" });
			if (terms.dueOn < terms.answerBy) throw new Refusal("recovery_refusal_due_on", {}, { field: "dueOn" });
			const last = lastDayOfNotice(today);
			for (const field of ["answerBy", "dueOn"] as const) {
				if (terms[field] > last) throw new Refusal("recovery_refusal_day_far", { day: last }, { field });
			}
			const reference = await nextReference(trx, "TH", yearOf(today));
			const row = { id: recoveryId, reference, applicationId: application.id };
			await trx
				.insertInto("recovery")
				.values({
					...row,
					...terms,
					disbursementId: payment.id,
					state: "drafted",
					madeAt: ctx.now,
					madeBy: ctx.actor.personId,
				})
				.execute();
			const { amountDong, reason, answerBy, dueOn } = terms;
			const facts = { amountDong, reason, answerBy, dueOn, payment: payment.reference };
			await tellStep(trx, ctx, row, { what: "made", facts });
			await stopPayments(trx, ctx, { application, cause: { recoveryId }, reason });
			return reference;
		});
	},
});

import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { insertPaymentEvent } from "../payments.server.ts";
import { canEndDay, dayKinds } from "./day-change.rules.ts";
import { type DayChangeRow, lockOpenChange } from "./day-changes.server.ts";
import { type DayTarget, lockDayTarget } from "./day-target.server.ts";
import { assertDay, subjectOf } from "./propose-day.server.ts";

/**
 * Ends the open proposal of another day: another officer confirms it, and the day is changed at once, or declines it with
 * a reason; or its proposer withdraws it.
 *
 * @throws Refusal for the wrong person, where no proposal waits, and for a day that can no longer be.
 */
export const endDay = command({
	name: "disbursement.end-day-change",
	input: z
		.object({ kind: z.enum(dayKinds), reference: z.string() })
		.and(
			z.union([
				z.object({ to: z.enum(["confirmed", "withdrawn"]) }),
				z.object({ to: z.literal("declined"), reason: z.string() }),
			]),
		),
	who: ["finance_officer"],
	refuses: [
		"correction_refusal_not_proposed_by_you",
		"correction_refusal_proposed_by_you",
		"correction_refusal_recorded_by_you",
		"correction_refusal_words",
		"correction_refusal_your_business",
		"day_change_refusal_holiday",
		"day_change_refusal_past",
		"day_change_refusal_same",
		"disbursement_refusal_day",
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
	],
	once: "by state",
	async run(ctx: CommandContext, { kind, reference, ...ending }) {
		if (ending.to === "confirmed") refuseNewlyGiven(ctx, "finance_officer");
		await inTransaction(ctx.db, async (trx) => {
			const target = await lockDayTarget(trx, ctx.actor, { kind, reference }, plainDateAt(ctx.now));
			const change = target && (await lockOpenChange(trx, target.id));
			if (!target || !change) throw new Refusal("house_refusal_moved_on");
			const { recordedBy, ownBusiness } = target;
			assertAllowed(canEndDay(ctx.actor, { ...change, recordedBy, ownBusiness }, ending.to), 403);
			const endedReason = ending.to === "declined" ? ending.reason : null;
			if (endedReason === "") throw new Refusal("correction_refusal_words", {}, { field: "reason" });
			if (ending.to === "confirmed") {
				await assertFirstHand(trx, { personId: change.proposedBy, roles: ["finance_officer"] });
				await assertDay(trx, ctx, target, change.toDay);
				if (change.fromDay !== target.from) throw new Refusal("house_refusal_moved_on");
			}
			const by = { endedAt: ctx.now, endedBy: ctx.actor.personId, endedByName: ctx.actor.name };
			await trx
				.updateTable("dayChange")
				.set({ state: ending.to, ...by, endedReason })
				.where("id", "=", change.id)
				.execute();
			if (ending.to === "confirmed") await changeDay(trx, ctx, target, change);
			await appendAudit(trx, ctx, {
				action: `day-change.${ending.to}`,
				subject: subjectOf(target),
				facts: {
					...{ kind, dayBefore: change.fromDay, on: change.toDay, createdBy: change.proposedByName },
					reason: endedReason ?? change.reason,
				},
			});
		});
	},
});

async function changeDay(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ kind, id }: DayTarget,
	{ toDay, reason }: DayChangeRow,
): Promise<void> {
	if (kind === "executes-on") {
		await trx.updateTable("paymentBatch").set({ executesOn: toDay }).where("id", "=", id).execute();
		return;
	}
	await trx.updateTable("disbursement").set({ paidOn: toDay }).where("id", "=", id).execute();
	await insertPaymentEvent(trx, ctx, {
		disbursementId: id,
		what: "day-corrected",
		fromState: "paid",
		toState: "paid",
		said: reason,
	});
	// What asked for this day is answered by it.
	await trx
		.updateTable("bankAnswerRow")
		.set({ closedAt: ctx.now, closedBy: ctx.actor.personId, closedByName: ctx.actor.name, note: reason })
		.where("disbursementId", "=", id)
		.where("finding", "=", "other-day")
		.where("answeredOn", "=", toDay)
		.where("closedAt", "is", null)
		.execute();
}

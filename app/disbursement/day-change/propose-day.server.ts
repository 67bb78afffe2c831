import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { formatDate, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canProposeDay, dayFault, dayKinds } from "./day-change.rules.ts";
import { lockOpenChange } from "./day-changes.server.ts";
import { type DayTarget, lockDayTarget } from "./day-target.server.ts";

/**
 * Proposes another day for a payment that is recorded as paid, or for a batch whose day has passed. Nothing changes before
 * another officer confirms it. The same `changeId` makes one proposal.
 *
 * @throws Refusal for a day that cannot be, where a proposal waits already, and for who belongs to a business that is paid.
 */
export const proposeDay = command({
	name: "disbursement.propose-day",
	input: z
		.object({ kind: z.enum(dayKinds), reference: z.string() })
		.extend({ changeId: z.uuid(), to: day, reason: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"correction_refusal_words",
		"correction_refusal_your_business",
		"day_change_refusal_holiday",
		"day_change_refusal_open",
		"day_change_refusal_past",
		"day_change_refusal_same",
		"disbursement_refusal_day",
		"house_refusal_moved_on",
	],
	once: ({ changeId }) => changeId,
	async run(ctx: CommandContext, input) {
		const { changeId: id, to, reason, ...of } = input;
		await inTransaction(ctx.db, async (trx) => {
			const target = await lockDayTarget(trx, ctx.actor, of, plainDateAt(ctx.now));
			const before = await trx.selectFrom("dayChange").select("id").where("id", "=", id).executeTakeFirst();
			if (before) return;
			if (!target) throw new Refusal("house_refusal_moved_on");
			assertAllowed(canProposeDay(ctx.actor, target), 403);
			if (await lockOpenChange(trx, target.id)) throw new Refusal("day_change_refusal_open");
			await assertDay(trx, ctx, target, to);
			if (reason === "") throw new Refusal("correction_refusal_words", {}, { field: "reason" });
			await trx
				.insertInto("dayChange")
				.values({
					id,
					kind: of.kind,
					disbursementId: of.kind === "paid-on" ? target.id : null,
					batchId: of.kind === "executes-on" ? target.id : null,
					fromDay: target.from,
					toDay: to,
					reason,
					state: "proposed",
					proposedAt: ctx.now,
					proposedBy: ctx.actor.personId,
					proposedByName: ctx.actor.name,
				})
				.execute();
			await appendAudit(trx, ctx, {
				action: "day-change.proposed",
				subject: subjectOf(target),
				facts: { kind: of.kind, dayBefore: target.from, on: to, reason },
			});
		});
	},
});

/** Of what a day is changed, for the log. */
export function subjectOf({ kind, id, reference }: Pick<DayTarget, "kind" | "id" | "reference">) {
	return { kind: kind === "paid-on" ? "disbursement" : "payment-batch", id, label: reference } as const;
}

/** @throws Refusal for a day that cannot be. */
export async function assertDay(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	target: DayTarget,
	to: PlainDate,
): Promise<void> {
	const today = plainDateAt(ctx.now);
	const onField = { field: "on" };
	const fault = dayFault(target, to, { today, holidays: await readHolidays(trx) });
	if (fault === "same") throw new Refusal("day_change_refusal_same", {}, onField);
	if (fault === "holiday") {
		throw new Refusal("day_change_refusal_holiday", { day: formatDate(to, ctx.locale) }, onField);
	}
	if (fault !== "range") return;
	const earliest = formatDate(target.earliest, ctx.locale);
	throw target.kind === "paid-on"
		? new Refusal("disbursement_refusal_day", { from: earliest, to: formatDate(today, ctx.locale) }, onField)
		: new Refusal("day_change_refusal_past", { from: earliest }, onField);
}

import { z } from "zod";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { nextReference } from "#app/house/references.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { auditHolidayChange, keptDays, refuseFault } from "./holiday-changes.server.ts";
import { holidayChangeKinds } from "./working-days.rules.ts";

const newHolidayChangeInput = z.object({ kind: z.enum(holidayChangeKinds), fromOn: day, toOn: day }).extend({
	/** Made by the form: the same id is proposed once. */
	changeId: z.uuid(),
	nameVi: z.string(),
	nameEn: z.string(),
	/** The announcement that it rests on. */
	documentNumber: z.string(),
	documentOn: day,
});

export type NewHolidayChange = z.output<typeof newHolidayChangeInput>;

/**
 * Proposes a change of the working days and returns its reference. It holds once another officer confirms it.
 *
 * @throws Refusal for days that are over, too far, or not what the kind is about.
 */
export const proposeHolidayChange = command({
	name: "working-days.propose-change",
	input: newHolidayChangeInput,
	who: ["programme_officer"],
	refuses: [
		"budget_refusal_document_on",
		"holiday_refusal_far",
		"holiday_refusal_length",
		"holiday_refusal_no_weekday",
		"holiday_refusal_not_weekend",
		"holiday_refusal_nothing_there",
		"holiday_refusal_order",
		"holiday_refusal_past",
	],
	once: ({ changeId }) => changeId,
	async run(ctx: CommandContext, input): Promise<string> {
		assertManages(ctx.actor);
		const { changeId, ...asked } = input;
		const today = plainDateAt(ctx.now);
		return inTransaction(ctx.db, async (trx) => {
			const before = await trx
				.selectFrom("holidayChange")
				.select("reference")
				.where("id", "=", changeId)
				.executeTakeFirst();
			if (before) return before.reference;
			if (asked.documentOn > today) throw new Refusal("budget_refusal_document_on", {}, { field: "documentOn" });
			refuseFault(asked, await keptDays(trx, asked), today, true);
			const reference = await nextReference(trx, "LN", yearOf(today));
			const { personId: proposedBy, name: proposedByName } = ctx.actor;
			const row = { id: changeId, reference, ...asked, proposedAt: ctx.now, proposedBy, proposedByName };
			await trx
				.insertInto("holidayChange")
				.values({ ...row, state: "proposed" })
				.execute();
			await auditHolidayChange(trx, ctx, row, { action: "application.working-days-proposed" });
			return reference;
		});
	},
});

import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { auditHolidayChange, keptDays, refuseFault } from "./holiday-changes.server.ts";
import type { DaysAsked } from "./working-days.rules.ts";

export type NewHolidayChange = DaysAsked & {
	/** Made by the form: the same id is proposed once. */
	changeId: string;
	nameVi: string;
	nameEn: string;
	/** The announcement that it rests on. */
	documentNumber: string;
	documentOn: PlainDate;
};

/**
 * Proposes a change of the working days and returns its reference. It holds once another officer confirms it.
 *
 * @throws Refusal for days that are over, too far, or not what the kind is about.
 */
export async function proposeHolidayChange(ctx: CommandContext, input: NewHolidayChange): Promise<string> {
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
}

import type { Transaction } from "kysely";
import { z } from "zod";
import { budgetManagers, canAnswerProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { dropHolidays, enterHolidays } from "#app/house/holidays.server.ts";
import { assertAllowed, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import {
	endHolidayChange,
	type HolidayChangeRow,
	keptDays,
	lockHolidayChange,
	refuseFault,
} from "./holiday-changes.server.ts";
import { moveAnswerDays } from "./move-answer-days.server.ts";
import { changedDays } from "./working-days.rules.ts";

/**
 * A second officer lets a change of the working days hold. Answers that are awaited get their new last day at once; days
 * that were promised by a document (an agreement's last day) stay. The same person again changes nothing.
 *
 * @throws Refusal for who proposed it, when it has ended, or when its first day is over.
 */
export const confirmHolidayChange = command({
	name: "working-days.confirm-change",
	input: z.object({ reference: z.string() }),
	who: ["programme_officer"],
	refuses: [
		"budget_refusal_proposed_by_you",
		"holiday_refusal_far",
		"holiday_refusal_length",
		"holiday_refusal_no_weekday",
		"holiday_refusal_not_weekend",
		"holiday_refusal_nothing_there",
		"holiday_refusal_order",
		"holiday_refusal_past",
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		assertManages(ctx.actor);
		await inTransaction(ctx.db, async (trx) => {
			// Two changes at once would each count with the days that the other replaces.
			const change = await lockHolidayChange(trx, reference);
			if (change.state === "confirmed" && change.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswerProposal(ctx.actor, change));
			refuseNewlyGiven(ctx, "programme_officer");
			await assertFirstHand(trx, { personId: change.proposedBy, roles: budgetManagers });
			await enter(trx, ctx, change);
			const moved = await moveAnswerDays(trx, ctx.now);
			await endHolidayChange(trx, ctx, change, {
				to: "confirmed",
				facts: { proposedBy: change.proposedByName, moved },
			});
		});
	},
});

/** Writes the days into the table. */
async function enter(trx: Transaction<Tables>, ctx: CommandContext, change: HolidayChangeRow): Promise<void> {
	const kept = await keptDays(trx, change);
	refuseFault(change, kept, plainDateAt(ctx.now));
	const days = changedDays(change, kept);
	if (change.kind === "ordinary") return dropHolidays(trx, days);
	const { nameVi, nameEn, documentNumber: source } = change;
	await enterHolidays(trx, days, { nameVi, nameEn, source, isWorked: change.kind === "worked" });
}

import { canWithdrawProposal } from "#app/funding/budget/budget.access.ts";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endHolidayChange, lockHolidayChange } from "./holiday-changes.server.ts";

/** Who proposed a change of the working days takes it back before another has answered. Again changes nothing. */
export async function withdrawHolidayChange(ctx: CommandContext, { reference }: { reference: string }): Promise<void> {
	assertManages(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const change = await lockHolidayChange(trx, reference);
		if (change.state === "withdrawn" && change.endedBy === ctx.actor.personId) return;
		assertAllowed(canWithdrawProposal(ctx.actor, change));
		await endHolidayChange(trx, ctx, change, { to: "withdrawn" });
	});
}

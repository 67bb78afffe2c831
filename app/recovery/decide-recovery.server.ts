import type { Transaction } from "kysely";
import { assertCanPay } from "#app/disbursement/payments.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockRecovery, moveRecovery, type RecoveryRow, receivedOf, tellStep } from "./recoveries.server.ts";

type Decision = { decision: "keep" | "drop" } | { decision: "lower"; amountDong: bigint };

/**
 * The city's answer to a contest: the amount stays, is lowered or is dropped, always with reasons. To drop is possible
 * until all has come back; what came back before stays booked as recovered.
 *
 * @throws Refusal without reasons, for an amount that is not lower or less than came back already, and once it moved on.
 */
export async function decideRecovery(
	ctx: CommandContext,
	{ reference, reasons, ...decision }: Decision & { reference: string; reasons: string },
): Promise<void> {
	assertCanPay(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const { recovery } = await lockRecovery(trx, reference);
		if (reasons === "") throw new Refusal("recovery_refusal_words", {}, { field: "reasons" });
		if (decision.decision === "drop") await moveRecovery(trx, recovery, "dropped");
		else await keep(trx, recovery, decision.decision === "lower" ? decision.amountDong : recovery.amountDong);
		const action = { keep: "recovery.kept", lower: "recovery.lowered", drop: "recovery.dropped" }[decision.decision];
		const what = ({ keep: "recovery-kept", lower: "recovery-lowered", drop: "recovery-dropped" } as const)[
			decision.decision
		];
		await tellStep(trx, ctx, recovery, {
			action,
			// A notice that was never sent is dropped without a word to the business, which never read it.
			event: recovery.confirmedAt ? { what, side: "city" } : undefined,
			facts: {
				amountDong: decision.decision === "lower" ? decision.amountDong : recovery.amountDong,
				said: reasons,
			},
		});
	});
}

async function keep(trx: Transaction<Tables>, recovery: RecoveryRow, amountDong: bigint): Promise<void> {
	// Only a contest is answered: a notice that the business has not answered stays as it is.
	if (recovery.state !== "contested") throw new Refusal("house_refusal_moved_on");
	const received = await receivedOf(trx, recovery.id);
	if (amountDong > recovery.amountDong || amountDong <= received) {
		const facts = { received, amount: recovery.amountDong };
		throw new Refusal("recovery_refusal_lower", facts, { field: "amount" });
	}
	await moveRecovery(trx, recovery, "due", { amountDong });
}

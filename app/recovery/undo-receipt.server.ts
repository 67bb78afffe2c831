import type { Transaction } from "kysely";
import type { CommandContext } from "#app/house/command.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { moveRecovery, type RecoveryRow, tellStep } from "./recoveries.server.ts";

/**
 * A receipt of a locked recovery was typed wrongly, and what it booked has just been reversed: it counts no more, its line
 * of the bank may be recorded again, and a recovery that it had settled is due.
 */
export async function undoReceipt(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	{ amountDong, said, correction }: { amountDong: bigint; said: string; correction: string },
): Promise<void> {
	if (recovery.state === "settled") await moveRecovery(trx, recovery, "due");
	await tellStep(trx, ctx, recovery, {
		what: "receipt-corrected",
		facts: { amountDong, said, correction },
	});
}

import type { Transaction } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { coverAdvance } from "#app/funding/advance-cover.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { BookedTransfer } from "#app/ledger/transfers.server.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { moveRecovery, type RecoveryRow, tellStep } from "./recoveries.server.ts";
import type { RecoveryState } from "./recovery.states.ts";

/**
 * Before a receipt's transfer is reversed: what it promised again of an advance may have been claimed or given back since,
 * and then the envelope covers it.
 *
 * @throws Refusal when the envelope has less left than that.
 */
export async function coverPromise(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, transfer }: { application: ApplicationRow; transfer: Pick<BookedTransfer, "postings"> },
	correction: { id: string; reference: string },
): Promise<void> {
	const promised = transfer.postings.filter(({ account }) => account.kind === "committed");
	const amountDong = sumDong(promised.map((posting) => posting.amountDong));
	if (amountDong === 0n) return;
	await coverAdvance(trx, ctx, {
		application: await fundedApplication(trx, application),
		amountDong,
		key: `cover:${correction.id}`,
		why: correction.reference,
	});
}

/**
 * A receipt of a locked recovery was typed wrongly, and what it booked has just been reversed: it counts no more, its line
 * of the bank may be recorded again, and a recovery that it had settled stands where it stood before.
 */
export async function undoReceipt(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	{ amountDong, said, correction }: { amountDong: bigint; said: string; correction: string },
): Promise<void> {
	if (recovery.state === "settled") await moveRecovery(trx, recovery, await stateBeforeSettled(trx, recovery));
	await tellStep(trx, ctx, recovery, {
		what: "receipt-corrected",
		facts: { amountDong, said, correction },
	});
}

/** A contest that nobody answered is to be answered yet, and the business may still answer a notice that it has not. */
async function stateBeforeSettled(trx: Transaction<Tables>, recovery: RecoveryRow): Promise<RecoveryState> {
	if (recovery.decidedAt !== null) return "due";
	if (recovery.contest !== null) return "contested";
	const agreed = await trx
		.selectFrom("recoveryEvent")
		.select("id")
		.where("recoveryId", "=", recovery.id)
		.where("what", "=", "agreed")
		.executeTakeFirst();
	return agreed ? "due" : "notified";
}

import type { Transaction } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { completeWhenPaid } from "#app/disbursement/complete-when-paid.server.ts";
import { assertCanPay } from "#app/disbursement/payments.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { smallerDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { returnCover } from "#app/programme/advance-cover.server.ts";
import { outstandingAdvance, recover } from "#app/programme/bookings.server.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockRecovery, moveRecovery, receivedOf, tellStep } from "./recoveries.server.ts";
import { canReceive } from "./recovery.access.ts";

/**
 * Records money that the business paid back, as the bank's statement shows it, and books it as recovered; with the last
 * of it the recovery is settled. The same `receiptId` is recorded once.
 *
 * @param input.bankReference the bank's own number of the movement; one is recorded once, for all recoveries.
 * @throws Refusal when more came than is still asked, the day cannot be, the bank's reference is recorded already or
 * the recovery is not open.
 */
export async function recordReceipt(
	ctx: CommandContext,
	input: { receiptId: string; reference: string; amountDong: bigint; receivedOn: PlainDate; bankReference: string },
): Promise<void> {
	assertCanPay(ctx.actor);
	const { receiptId, reference, ...receipt } = input;
	await inTransaction(ctx.db, async (trx) => {
		const { application, recovery } = await lockRecovery(trx, reference);
		const before = await trx.selectFrom("recoveryReceipt").select("id").where("id", "=", receiptId).executeTakeFirst();
		if (before) return;
		const ownBusiness = await isTied(trx, ctx.actor.personId, application.id);
		assertAllowed(canReceive(ctx.actor, { ...recovery, ownBusiness }));
		assert(recovery.confirmedAt, "the business knows of it");
		if (receipt.receivedOn < plainDateAt(recovery.confirmedAt) || receipt.receivedOn > plainDateAt(ctx.now)) {
			throw new Refusal("recovery_refusal_received_on", {}, { field: "receivedOn" });
		}
		const left = recovery.amountDong - (await receivedOf(trx, recovery.id));
		if (receipt.amountDong > left) throw new Refusal("recovery_refusal_too_much", { left }, { field: "amount" });
		const unearnedDong = await unearnedOf(trx, application, { ...recovery, amountDong: receipt.amountDong });
		await trx
			.insertInto("recoveryReceipt")
			.values({
				...receipt,
				unearnedDong,
				id: receiptId,
				recoveryId: recovery.id,
				recordedAt: ctx.now,
				recordedBy: ctx.actor.personId,
				recordedByName: ctx.actor.name,
			})
			.execute();
		const funded = await fundedApplication(trx, application);
		const { amountDong } = receipt;
		const why = reference;
		await recover(trx, ctx, { application: funded, amountDong, unearnedDong, key: `recover:${receiptId}`, why });
		if (unearnedDong > 0n) {
			await returnCover(trx, ctx, { application: funded, key: `return-cover:${receiptId}`, why });
		}
		const settles = receipt.amountDong === left;
		if (settles) await moveRecovery(trx, recovery, "settled");
		// With the last of an advance that was not earned, nothing may be left to pay.
		if (unearnedDong > 0n) await completeWhenPaid(trx, ctx, application);
		await tellStep(trx, ctx, recovery, {
			what: settles ? "settled" : "received",
			facts: { ...receipt, leftDong: left - receipt.amountDong },
		});
	});
}

/** What of the money is an advance that no claim has earned: it comes back first, and was never support. */
async function unearnedOf(
	trx: Transaction<Tables>,
	application: ApplicationRow,
	{ disbursementId, amountDong }: { disbursementId: string; amountDong: bigint },
): Promise<bigint> {
	const { kind } = await trx
		.selectFrom("claim")
		.innerJoin("disbursement", "disbursement.claimId", "claim.id")
		.select("kind")
		.where("disbursement.id", "=", disbursementId)
		.executeTakeFirstOrThrow();
	return kind === "advance" ? smallerDong(amountDong, await outstandingAdvance(trx, application)) : 0n;
}

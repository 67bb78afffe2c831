import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { completeWhenPaid } from "#app/disbursement/complete-when-paid.server.ts";
import { returnCover } from "#app/funding/advance-cover.server.ts";
import { outstandingAdvance, recover } from "#app/funding/bookings.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day, dong } from "#app/house/command/inputs.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { smallerDong } from "#app/kernel/dong.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { openProposal, type Proposal, type ReceiptSeen, writeProposal } from "./proposals.server.ts";
import {
	lockRecovery,
	moveRecovery,
	type RecoveryInHand,
	type RecoveryRow,
	receiptCounts,
	receivedOf,
	tellStep,
} from "./recoveries.server.ts";
import { canReceive } from "./recovery.access.ts";

/**
 * Writes down money that the business paid back, as the bank's statement shows it. It is booked once a second officer has
 * seen it there too (`answerProposal`). The same `receiptId` is written down once.
 *
 * @param input.bankReference the bank's own number of the movement; one is recorded once, for all recoveries.
 * @throws Refusal when more came than is still asked, the day cannot be, the bank's reference is recorded already,
 * something else waits for a second officer, or the recovery is not open.
 */
export const recordReceipt = command({
	name: "recovery.record-receipt",
	input: z
		.object({ receiptId: z.uuid(), amountDong: dong, receivedOn: day, bankReference: z.string() })
		.extend({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"house_refusal_moved_on",
		"recovery_refusal_proposed",
		"recovery_refusal_received_on",
		"recovery_refusal_recorded",
		"recovery_refusal_too_much",
		"recovery_refusal_your_business",
	],
	once: ({ receiptId }) => receiptId,
	async run(ctx: CommandContext, { reference, ...receipt }) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, recovery } = await lockRecovery(trx, reference);
			const waiting = openProposal(recovery);
			if (waiting?.decision === "receive" && waiting.receiptId === receipt.receiptId) return;
			if (await isBooked(trx, receipt.receiptId)) return;
			const ownBusiness = await isTied(trx, ctx.actor.personId, application.id);
			assertAllowed(canReceive(ctx.actor, { ...recovery, ownBusiness }));
			if (waiting) throw new Refusal("recovery_refusal_proposed");
			await assertFits(trx, ctx, recovery, receipt);
			await writeProposal(trx, ctx, recovery.id, { decision: "receive", ...receipt });
			const { receiptId: _, ...facts } = receipt;
			await tellStep(trx, ctx, recovery, { what: "receipt-proposed", facts });
		});
	},
});

async function isBooked(db: Kysely<Tables>, receiptId: string): Promise<boolean> {
	const row = await db.selectFrom("recoveryReceipt").select("id").where("id", "=", receiptId).executeTakeFirst();
	return row !== undefined;
}

/** @returns what is still asked before it. */
async function assertFits(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	{ amountDong, receivedOn, bankReference }: Omit<ReceiptSeen, "receiptId">,
): Promise<bigint> {
	assert(recovery.confirmedAt, "the business knows of it");
	if (receivedOn < plainDateAt(recovery.confirmedAt) || receivedOn > plainDateAt(ctx.now)) {
		throw new Refusal("recovery_refusal_received_on", {}, { field: "receivedOn" });
	}
	const left = recovery.amountDong - (await receivedOf(trx, recovery.id));
	if (amountDong > left) throw new Refusal("recovery_refusal_too_much", { left }, { field: "amount" });
	const recorded = await trx
		.selectFrom("recoveryReceipt")
		.select("id")
		.where("bankReference", "=", bankReference)
		.where(receiptCounts)
		.executeTakeFirst();
	if (recorded) throw new Refusal("recovery_refusal_recorded", {}, { field: "bankReference" });
	return left;
}

/**
 * Books what one officer wrote down and another, who acts, has seen too: recovered, and with the last of it the recovery
 * is settled. The recovery is locked.
 */
export async function bookReceipt(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, recovery }: RecoveryInHand,
	proposal: Proposal & { byName: string; decision: "receive" },
): Promise<void> {
	const { receiptId, amountDong, receivedOn, bankReference } = proposal;
	const left = await assertFits(trx, ctx, recovery, proposal);
	const unearnedDong = await unearnedOf(trx, application, { ...recovery, amountDong });
	await trx
		.insertInto("recoveryReceipt")
		.values({
			...{ id: receiptId, recoveryId: recovery.id, amountDong, unearnedDong, receivedOn, bankReference },
			...{ recordedAt: proposal.at, recordedBy: proposal.byId, recordedByName: proposal.byName },
			...{ confirmedAt: ctx.now, confirmedBy: ctx.actor.personId, confirmedByName: ctx.actor.name },
		})
		.execute();
	const funded = await fundedApplication(trx, application);
	const why = recovery.reference;
	await recover(trx, ctx, { application: funded, amountDong, unearnedDong, key: `recover:${receiptId}`, why });
	if (unearnedDong > 0n) {
		await returnCover(trx, ctx, { application: funded, key: `return-cover:${receiptId}`, why });
	}
	const settles = amountDong === left;
	if (settles) await moveRecovery(trx, recovery, "settled");
	// With the last of an advance that was not earned, nothing may be left to pay.
	if (unearnedDong > 0n) await completeWhenPaid(trx, ctx, application);
	await tellStep(trx, ctx, recovery, {
		what: settles ? "settled" : "received",
		facts: { amountDong, receivedOn, bankReference, leftDong: left - amountDong },
	});
}

/** Whether the actor has confirmed what was written down at that moment. */
export async function hasConfirmedReceipt(
	db: Kysely<Tables>,
	ctx: CommandContext,
	recoveryId: string,
	recordedAt: Date,
): Promise<boolean> {
	const row = await db
		.selectFrom("recoveryReceipt")
		.select("id")
		.where("recoveryId", "=", recoveryId)
		.where("confirmedBy", "=", ctx.actor.personId)
		.where("recordedAt", "=", recordedAt)
		.executeTakeFirst();
	return row !== undefined;
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

import { confirmCorrection } from "#app/correction/confirm-correction.server.ts";
import { proposeCorrection } from "#app/correction/propose-correction.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { standingTransfer } from "#app/ledger/transfers.server.ts";
import { contextAt } from "./cast.ts";
import type { Desk } from "./finance-story.server.ts";
import { uuidFrom } from "./random.ts";

type Officers = Pick<Desk, "db" | "random" | "officers">;

/** The officer who makes the batches finds that one payment was recorded wrongly. The correction's reference. */
async function propose({ db, random, officers }: Officers, payment: string, now: Date): Promise<string> {
	const transferId = await standingTransfer(db, { reason: "pay", why: payment });
	assert(transferId, `${payment} is paid`);
	return proposeCorrection(contextAt({ db }, officers[0], now), {
		correctionId: uuidFrom(random),
		transferId,
		cause: "recorded-wrongly",
		reason: "Sao kê cuối tuần không có khoản này; khi ghi đã nhầm với một khoản cùng số tiền.",
	});
}

/** The payment of a claim is corrected by two and waits to be paid again in the next batch. */
export async function correctPayment(
	desk: Officers,
	claim: string,
	proposedAt: Date,
	confirmedAt: Date,
): Promise<void> {
	const { db, officers } = desk;
	const { reference: payment } = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select("disbursement.reference")
		.where("claim.reference", "=", claim)
		.executeTakeFirstOrThrow();
	const reference = await propose(desk, payment, proposedAt);
	await confirmCorrection(contextAt({ db }, officers[1], confirmedAt), { reference }, null);
	await reschedule(contextAt({ db }, officers[0], confirmedAt), { reference: payment });
}

/** The newest payment by a bank is found wrong today, and waits for the second officer. */
export async function leaveCorrectionOpen(desk: Officers, now: Date): Promise<void> {
	const newest = await desk.db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select("disbursement.reference")
		.where("disbursement.state", "=", "paid")
		.where("rail", "=", "bank-file")
		.where("kind", "=", "costs")
		.orderBy("disbursement.answeredAt", "desc")
		.orderBy("disbursement.reference")
		.executeTakeFirst();
	if (newest) await propose(desk, newest.reference, now);
}

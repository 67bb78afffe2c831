import { randomUUID } from "node:crypto";
import { confirmCorrection } from "#app/correction/confirm-correction.server.ts";
import type { CorrectionCause } from "#app/correction/correction.rules.ts";
import { proposeCorrection } from "#app/correction/propose-correction.server.ts";
import type { Actor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import { standingTransfer } from "#app/ledger/transfers.server.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf } from "./makers.ts";

/** The transfer by which a payment is booked as paid, or the last repayment of a recovery that counts. */
export async function transferOf(db: Database, reason: "pay" | "recover", why: string): Promise<string> {
	const id = await standingTransfer(db, { reason, why });
	assert(id, `${why} is booked`);
	return id;
}

/** A correction of what booked a payment, proposed and waiting for a second person. Its reference. */
export async function makeProposed(
	db: Database,
	payment: string,
	proposer: Actor,
	{ cause = "recorded-wrongly" as CorrectionCause, now }: { cause?: CorrectionCause; now?: Date } = {},
): Promise<string> {
	return proposeCorrection(contextOf(db, proposer, now), {
		correctionId: randomUUID(),
		transferId: await transferOf(db, "pay", payment),
		cause,
		reason: "Sao kê không có khoản này.",
	});
}

/** The same, confirmed by another: the payment waits to be paid again. The correction's reference. */
export async function makeCorrected(
	db: Database,
	payment: string,
	{ proposer, confirmer, now }: { proposer: Actor; confirmer: Actor; now?: Date },
): Promise<string> {
	const reference = await makeProposed(db, payment, proposer, { now });
	await confirmCorrection(contextOf(db, confirmer, now), { reference }, null);
	return reference;
}

import type { Kysely, Transaction } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { lockPayment, type PaymentRow } from "#app/disbursement/payments.server.ts";
import { type AttemptRow, lastAttempt } from "#app/disbursement/stripe/attempts.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { type BookedTransfer, findTransfer } from "#app/ledger/transfers.server.ts";
import { lockRecovery, type RecoveryRow, receiptCounts } from "#app/recovery/recoveries.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { correctionRule } from "./correction.rules.ts";

/** What a correctable transfer stands for, held with its application until the transaction ends. */
export type CorrectionTarget = { application: ApplicationRow; transfer: BookedTransfer } & (
	| { mends: "payment"; payment: PaymentRow; attempt: AttemptRow | null }
	| { mends: "receipt"; recovery: RecoveryRow }
);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A transfer by the id that an address names. @throws NotFound where there is none. */
export async function namedTransfer(db: Kysely<Tables>, id: string): Promise<BookedTransfer> {
	return orNotFound(uuid.test(id) ? await findTransfer(db, id) : null);
}

/** The payment or the recovery of a correctable transfer, which it is booked with as its cause. */
export function causeOf({ why, key }: BookedTransfer): string {
	assert(why, `${key} names what caused it`);
	return why;
}

/**
 * Holds what a transfer stands for, and the application.
 *
 * @throws Refusal for a transfer that is undone in another way; it says which.
 */
export async function lockTarget(trx: Transaction<Tables>, transferId: string): Promise<CorrectionTarget> {
	const before = await namedTransfer(trx, transferId);
	const rule = correctionRule(before);
	if ("refused" in rule) throw new Refusal(rule.refused);
	const cause = causeOf(before);
	const held =
		rule.mends === "payment"
			? { mends: rule.mends, ...(await lockPayment(trx, cause)) }
			: { mends: rule.mends, ...(await lockRecovery(trx, cause)) };
	// Looked at again under the locks: it may have been reversed while they were waited for.
	const transfer = await namedTransfer(trx, transferId);
	if (held.mends === "receipt") return { ...held, transfer };
	return { ...held, transfer, attempt: await lastAttempt(trx, held.payment.id) };
}

/** What decides whether a transfer can be corrected now. */
type TargetFacts = { transfer: Pick<BookedTransfer, "reversedBy"> } & (
	| { mends: "receipt" }
	| {
			mends: "payment";
			payment: Pick<PaymentRow, "id" | "state" | "rail">;
			attempt: Pick<AttemptRow, "cameBackAt" | "ownShareDong"> | null;
	  }
);

/** What stands against correcting a transfer now, in words; null where nothing does. */
export async function whyNotCorrected(db: Kysely<Tables>, target: TargetFacts): Promise<Refusal | null> {
	if (target.transfer.reversedBy) return new Refusal("correction_refusal_corrected");
	if (target.mends === "receipt") return null;
	const { payment, attempt } = target;
	if (payment.state !== "paid") return new Refusal("house_refusal_moved_on");
	const recovery = await askedBack(db, payment.id);
	if (recovery) return new Refusal("correction_refusal_recovery", { recovery });
	if (await isEarned(db, payment.id)) return new Refusal("correction_refusal_advance_earned");
	if (payment.rail === "bank-file") return null;
	if (!attempt?.cameBackAt) return new Refusal("disbursement_refusal_stripe_arrived");
	return attempt.ownShareDong > 0n ? new Refusal("correction_refusal_with_own_share") : null;
}

/** @throws Refusal where a held target cannot be corrected now. */
export async function assertCorrectable(trx: Transaction<Tables>, target: CorrectionTarget): Promise<void> {
	const refusal = await whyNotCorrected(trx, target);
	if (refusal) throw refusal;
}

/** Whether it is an advance of which a claim has earned some: what was earned is no longer the advance's to take back. */
async function isEarned(db: Kysely<Tables>, disbursementId: string): Promise<boolean> {
	const row = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.innerJoin("ledgerAccount", (join) =>
			join.on((eb) => eb(eb.cast<string>("claim.applicationId", "text"), "=", eb.ref("ledgerAccount.owner"))),
		)
		.select("claim.id")
		.where("disbursement.id", "=", disbursementId)
		.where("claim.kind", "=", "advance")
		.where("ledgerAccount.kind", "=", "advanced")
		.whereRef("ledgerAccount.balanceDong", "<", "disbursement.amountDong")
		.executeTakeFirst();
	return row !== undefined;
}

/** The recovery that asks a payment back or through which some of it came back: what came back had arrived. */
async function askedBack(db: Kysely<Tables>, disbursementId: string): Promise<string | null> {
	const row = await db
		.selectFrom("recovery")
		.select("reference")
		.where("disbursementId", "=", disbursementId)
		.where((eb) =>
			eb.or([
				eb("state", "!=", "dropped"),
				eb.exists(eb.selectFrom("recoveryReceipt").whereRef("recoveryId", "=", "recovery.id").where(receiptCounts)),
			]),
		)
		.orderBy("reference")
		.executeTakeFirst();
	return row?.reference ?? null;
}

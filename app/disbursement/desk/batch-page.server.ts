import { type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { payer } from "../bank/payer.server.ts";
import { batchAsSeen, stillInBatch, unsafeFindBatch } from "../batches.server.ts";
import { type BatchAsSeen, canSeePayments } from "../disbursement.access.ts";
import type { DisbursementState } from "../disbursement.states.ts";
import { accountState, type StripeAccountState, type StripeHolder } from "../stripe-api/stripe.rules.ts";

export type BatchPaymentRow = {
	reference: string;
	payeeName: string;
	businessName: string;
	claim: string;
	last4: string;
	/** The account that Stripe pays to, and who holds it there; null where the bank pays. */
	stripe: { id: string; holder: StripeHolder | null; state: StripeAccountState } | null;
	amountDong: bigint;
	/** As it stood in this batch: a payment that is in a later one was returned from this one. */
	state: DisbursementState;
	/** It is paid in a later batch. */
	movedOn: boolean;
	said: string | null;
	answeredAt: Date | null;
	/** The bank's day, where it paid. */
	paidOn: string | null;
	/** When the business gave another account, after the bank returned it. */
	accountCorrectedAt: Date | null;
	/** Its application, where payments of it are stopped: the batch does not go on with it. */
	stopped: string | null;
};

/** A payment that left the batch before it was sent. */
export type TakenOut = { reference: string; at: Date; byName: string; reason: string };

export type BatchPage = {
	reference: string;
	rail: Rail;
	createdAt: Date;
	createdByName: string;
	releasedAt: Date | null;
	releasedByName: string | null;
	exportedAt: Date | null;
	/** What was due in the ledger for these claims, and what the list for the bank added up to when it was sent. */
	ledgerDong: bigint;
	sentDong: bigint | null;
	asSeen: BatchAsSeen;
	payments: BatchPaymentRow[];
	takenOut: TakenOut[];
	/** The file for the bank can be made. */
	payerKnown: boolean;
	/** What its file for the bank says; null until the file was taken. */
	executesOn: PlainDate | null;
};

/** A batch with its payments and sums; null where there is none, or for who may not see it. */
export async function batchPage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<BatchPage | null> {
	if (!canSeePayments(actor).allowed) return null;
	const batch = await unsafeFindBatch(db, reference);
	if (!batch) return null;
	const { createdAt, createdByName, releasedAt, releasedByName, exportedAt, exportedDong, executesOn } = batch;
	return {
		reference,
		rail: batch.rail as Rail,
		createdAt,
		createdByName,
		releasedAt,
		releasedByName,
		exportedAt,
		sentDong: exportedDong,
		ledgerDong: await ledgerOf(db, batch.id),
		asSeen: await batchAsSeen(db, batch, actor),
		payments: await paymentsOf(db, batch.id),
		takenOut: await takenOutOf(db, batch.id),
		payerKnown: payer() !== null,
		executesOn,
	};
}

/** What was made payable for the claims of a batch, by the entries themselves. */
async function ledgerOf(db: Kysely<Tables>, batchId: string): Promise<bigint> {
	const { rows } = await sql<{ total: string | null }>`
		select sum(entry.amount_dong)::text as total
		from batch_payment member
		join disbursement payment on payment.id = member.disbursement_id
		join ledger_transfer transfer on transfer.key = 'payable:' || payment.claim_id
		join ledger_entry entry on entry.transfer_id = transfer.id and entry.amount_dong > 0
		join ledger_account account on account.id = entry.account_id and account.kind = 'payable'
		where member.batch_id = ${batchId} and not exists (select from batch_removal removal
			where removal.batch_id = member.batch_id and removal.disbursement_id = member.disbursement_id)`.execute(db);
	return BigInt(rows[0]?.total ?? 0);
}

async function paymentsOf(db: Kysely<Tables>, batchId: string): Promise<BatchPaymentRow[]> {
	const rows = await db
		.selectFrom("batchPayment")
		.innerJoin("disbursement", "disbursement.id", "batchPayment.disbursementId")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.leftJoin("stripeAccount", "stripeAccount.stripeId", "disbursement.stripeAccount")
		.select(["stripeId", "holder", "detailsSubmitted", "payoutsEnabled", "transfersActive", "confirmedAt"])
		.select([
			"claim.reference as claim",
			"disbursement.reference",
			"payeeName",
			submittedName.as("businessName"),
			"accountLast4 as last4",
		])
		.select([
			"disbursement.amountDong",
			"disbursement.state",
			"disbursement.batchId",
			"bankAnswer",
			"disbursement.answeredAt",
		])
		.select(["paidOn", "application.reference as application"])
		.select(sql<boolean>`application_is_stopped(application.id)`.as("isStopped"))
		.select((eb) =>
			eb
				.selectFrom("disbursementEvent")
				.select("said")
				.whereRef("disbursementEvent.disbursementId", "=", "disbursement.id")
				.where("what", "=", "failed")
				.orderBy("disbursementEvent.id", "desc")
				.limit(1)
				.as("lastFailure"),
		)
		.select((eb) =>
			eb
				.selectFrom("disbursementEvent")
				.select((events) => events.fn.max("disbursementEvent.at").as("at"))
				.whereRef("disbursementEvent.disbursementId", "=", "disbursement.id")
				.where("what", "=", "account-corrected")
				.as("accountCorrectedAt"),
		)
		.where("batchPayment.batchId", "=", batchId)
		.where(stillInBatch)
		.orderBy("disbursement.reference")
		.execute();
	return rows.map(({ state, batchId: current, bankAnswer, lastFailure, application, isStopped, ...kept }) => {
		const { stripeId, holder, detailsSubmitted, payoutsEnabled, transfersActive, confirmedAt, ...row } = kept;
		const left = current !== batchId;
		// It came back from this batch; where its claim was ended meanwhile, it is in no later one.
		const movedOn = left && state !== "cancelled";
		const facts = {
			detailsSubmitted: detailsSubmitted ?? false,
			payoutsEnabled: payoutsEnabled ?? false,
			transfersActive: transfersActive ?? false,
			confirmedAt,
		};
		return {
			...row,
			stripe: stripeId ? { id: stripeId, holder: holder as StripeHolder | null, state: accountState(facts) } : null,
			state: movedOn ? "failed" : (state as DisbursementState),
			movedOn,
			stopped: isStopped && state === "scheduled" && !left ? application : null,
			said: left ? lastFailure : bankAnswer,
			answeredAt: left ? null : row.answeredAt,
			paidOn: left ? null : row.paidOn,
			accountCorrectedAt: left ? null : row.accountCorrectedAt,
		};
	});
}

async function takenOutOf(db: Kysely<Tables>, batchId: string): Promise<TakenOut[]> {
	return db
		.selectFrom("batchRemoval")
		.innerJoin("disbursement", "disbursement.id", "batchRemoval.disbursementId")
		.select(["disbursement.reference", "removedAt as at", "removedByName as byName", "batchRemoval.reason"])
		.where("batchRemoval.batchId", "=", batchId)
		.orderBy("removedAt")
		.orderBy("disbursement.reference")
		.execute();
}

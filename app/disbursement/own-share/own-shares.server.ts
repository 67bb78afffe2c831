import { type Kysely, sql, type Transaction } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { ownShareStands } from "#app/claim/own-share/own-share-stands.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { PaymentRow } from "../payments.server.ts";
import { ownShareOf, ownShareToPass } from "./own-share.rules.ts";
import { heldOwnShare, owedOwnShare } from "./own-share-books.server.ts";

function all(db: Kysely<Tables>) {
	return db
		.selectFrom("ownShare")
		.innerJoin("application", "application.id", "ownShare.applicationId")
		.selectAll("ownShare")
		.select(["application.reference", "application.state"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>;

/** A share that was asked for, with its application. */
export type OwnShareRow = Omit<Row, "state" | "outcome" | "refundOutcome"> & {
	state: ApplicationState;
	outcome: "paid" | "expired" | null;
	refundOutcome: "refunded" | "failed" | null;
};

/** A share by its id; null where there is none. */
export async function findOwnShare(db: Kysely<Tables>, id: string): Promise<OwnShareRow | null> {
	return ((await all(db).where("ownShare.id", "=", id).executeTakeFirst()) as OwnShareRow | undefined) ?? null;
}

/** The share of an application that is open or paid, else the last that expired; null where none was asked for. */
export async function lastOwnShare(db: Kysely<Tables>, applicationId: string): Promise<OwnShareRow | null> {
	const row = await all(db)
		.where("applicationId", "=", applicationId)
		.orderBy(sql`outcome is not distinct from 'expired'`)
		.orderBy("openedAt", "desc")
		.executeTakeFirst();
	return (row as OwnShareRow | undefined) ?? null;
}

/** What the business of a submitted application may pay in through Stripe; null where its programme has it pay elsewhere. */
export async function ownShareDue(db: Kysely<Tables>, applicationId: string): Promise<bigint | null> {
	const { versionId } = await db
		.selectFrom("application")
		.leftJoin("submission", "submission.id", "application.submissionId")
		.select("submission.programmeVersionId as versionId")
		.where("application.id", "=", applicationId)
		.executeTakeFirstOrThrow();
	if (!versionId) return null;
	const { settings } = (await programmeUnderVersion(db, versionId)).rules;
	if (settings.ownShare !== "stripe") return null;
	const dueDong = ownShareOf(await approvedLines(db, applicationId));
	return dueDong > 0n ? dueDong : null;
}

/** The share that a payment at Stripe paid; null where it is none of ours. Its id. */
export async function ownSharePaidBy(db: Kysely<Tables>, paymentIntent: string): Promise<string | null> {
	const row = await db
		.selectFrom("ownShare")
		.select("id")
		.where("paymentIntent", "=", paymentIntent)
		.executeTakeFirst();
	return row?.id ?? null;
}

/** What Stripe took back of a share, how often that changed, and what the business owes of it; null where there is none. */
export async function ownShareTaken(db: Kysely<Tables>, id: string) {
	const share = await findOwnShare(db, id);
	if (!share) return null;
	const { applicationId, takenDong, takenTimes } = share;
	return { applicationId, takenDong, takenTimes, owedDong: await owedOwnShare(db, applicationId) };
}

/** Banks let a payer dispute a payment for so long. https://docs.stripe.com/disputes/how-disputes-work */
const DISPUTE_DAYS = 120;

/**
 * Shares that Stripe has to be asked about: not paid yet, held or on the way for an application that goes on, held for
 * one that is over, questioned by the payer's bank, and those that it may still take back after all of that. Their ids.
 */
export async function openOwnShares(db: Kysely<Tables>, now: Date): Promise<string[]> {
	const since = new Date(now.getTime() - DISPUTE_DAYS * 86_400_000);
	const rows = await db
		.selectFrom("ownShare")
		.innerJoin("application", "application.id", "ownShare.applicationId")
		.leftJoin("ledgerAccount", (join) =>
			join
				.onRef("ledgerAccount.owner", "=", sql<string>`application.id::text`)
				.on("book", "=", "own-share")
				.on("kind", "=", "own-held"),
		)
		.select("ownShare.id")
		.where((eb) =>
			eb.or([
				eb("outcome", "is", null),
				eb.and([
					eb("outcome", "=", "paid"),
					eb.or([
						eb("application.state", "not in", ["completed", "cancelled"]),
						eb("questioned", "=", true),
						eb.and([eb("refundOutcome", "is", null), eb("balanceDong", ">", 0n)]),
						eb("ownShare.endedAt", ">=", since),
						eb.exists(
							eb
								.selectFrom("stripeTransfer")
								.innerJoin("disbursement", "disbursement.id", "stripeTransfer.disbursementId")
								.select("stripeTransfer.key")
								.whereRef("disbursement.applicationId", "=", "ownShare.applicationId")
								.where("ownShareDong", ">", 0n)
								.where("stripeTransfer.endedAt", ">=", since),
						),
					]),
				]),
			]),
		)
		.orderBy("ownShare.openedAt")
		.execute();
	return rows.map(({ id }) => id);
}

/** Asks for a look at the share of an application, if it has one that may still change. */
export async function askToSettleOwnShare(trx: Transaction<Tables>, applicationId: string): Promise<void> {
	const share = await lastOwnShare(trx, applicationId);
	if (!share || share.outcome === "expired") return;
	await enqueue(trx, "own-share.settle", { ownShareId: share.id }, { key: `own-share.settle:${share.id}` });
}

/**
 * What goes to the provider of a payment beside the public share: of what is held, as far as no other payment under way
 * takes it. Nothing where it does not stand for the claim: that one proves that the provider was paid otherwise. The
 * application is locked by the caller.
 */
export async function ownShareOfPayment(
	trx: Transaction<Tables>,
	payment: Pick<PaymentRow, "id" | "applicationId" | "claimId" | "payeeKind">,
): Promise<bigint> {
	if (payment.payeeKind !== "provider" || !(await ownShareStands(trx, payment.claimId))) return 0n;
	const heldDong = await heldOwnShare(trx, payment.applicationId);
	const { taken } = await trx
		.selectFrom("stripeTransfer")
		.innerJoin("disbursement", "disbursement.id", "stripeTransfer.disbursementId")
		.select((eb) => eb.fn.coalesce(eb.fn.sum<string>("ownShareDong"), eb.lit(0)).as("taken"))
		.where("applicationId", "=", payment.applicationId)
		.where("outcome", "is", null)
		.executeTakeFirstOrThrow();
	const { costDong, subsidyDong } = await trx
		.selectFrom("claim")
		.select(["costDong", "subsidyDong"])
		.where("id", "=", payment.claimId)
		.executeTakeFirstOrThrow();
	assert(costDong !== null && subsidyDong !== null, "a claim that is paid has its amounts");
	return ownShareToPass({ costDong, subsidyDong }, heldDong - BigInt(taken));
}

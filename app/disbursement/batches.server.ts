import { type Kysely, sql, type Transaction } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { tiedApplications } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { BatchAsSeen } from "./disbursement.access.ts";
import { handsOf } from "./hands.server.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("paymentBatch").selectAll();
}

export type BatchRow = Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>;

/** Any batch by its reference, or null. Whether the asker pays or audits is decided before. */
export async function unsafeFindBatch(db: Kysely<Tables>, reference: string): Promise<BatchRow | null> {
	return (await all(db).where("reference", "=", reference).executeTakeFirst()) ?? null;
}

/** A batch, held until the transaction ends. @throws NotFound where there is none. */
export async function lockBatch(trx: Transaction<Tables>, reference: string): Promise<BatchRow> {
	return orNotFound(await all(trx).where("reference", "=", reference).forUpdate().executeTakeFirst());
}

/** Whether a row of `batch_payment` counts: what was taken out before it was sent is not of the batch any more. */
export const stillInBatch = sql<boolean>`not exists (select from batch_removal removal
	where removal.batch_id = batch_payment.batch_id and removal.disbursement_id = batch_payment.disbursement_id)`;

/** What the actor's rights on a batch depend on. */
export async function batchAsSeen(db: Kysely<Tables>, batch: BatchRow, actor: Actor): Promise<BatchAsSeen> {
	const paid = await db
		.selectFrom("batchPayment")
		.innerJoin("disbursement", "disbursement.id", "batchPayment.disbursementId")
		.select(["disbursement.id", "disbursement.applicationId"])
		.where("batchPayment.batchId", "=", batch.id)
		.where(stillInBatch)
		.execute();
	const ids = paid.map(({ applicationId }) => applicationId);
	const hands = await handsOf(db, actor.personId, ids);
	const letGoOn = await db
		.selectFrom("paymentStop")
		.select("id")
		.where("applicationId", "=", sql<string>`any(${ids}::uuid[])`)
		.where("decision", "=", "go-on")
		.where("decidedBy", "=", actor.personId)
		.executeTakeFirst();
	const returns = await db
		.selectFrom("disbursementEvent")
		.distinctOn("disbursementId")
		.select("actorId")
		.where("disbursementId", "=", sql<string>`any(${paid.map(({ id }) => id)}::uuid[])`)
		.where("what", "=", "failed")
		.orderBy("disbursementId")
		.orderBy("id", "desc")
		.execute();
	return {
		createdBy: batch.createdBy,
		releasedAt: batch.releasedAt,
		exportedAt: batch.exportedAt,
		count: ids.length,
		verifiedByActor: hands.verified,
		decidedByActor: hands.decided || letGoOn !== undefined,
		failedByActor: returns.some(({ actorId }) => actorId === actor.personId),
		ownBusiness: (await tiedApplications(db, actor.personId, ids)).size > 0,
	};
}

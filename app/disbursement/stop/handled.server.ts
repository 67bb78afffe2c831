import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { handsOf } from "../hands.server.ts";

/**
 * Whether a person had a hand in paying an application: approved or recommended it, verified a claim of it, or made or
 * released a batch with one of its payments. Who decides on stopped payments did none of it, whatever else they are.
 */
export async function hasHandled(db: Kysely<Tables>, personId: string, applicationId: string): Promise<boolean> {
	const { decided, verified } = await handsOf(db, personId, [applicationId]);
	if (decided || verified) return true;
	const batch = await db
		.selectFrom("disbursement")
		.innerJoin("batchPayment", "batchPayment.disbursementId", "disbursement.id")
		.innerJoin("paymentBatch", "paymentBatch.id", "batchPayment.batchId")
		.select("paymentBatch.id")
		.where("disbursement.applicationId", "=", applicationId)
		.where(sql<boolean>`${personId} in (payment_batch.created_by, payment_batch.released_by)`)
		.executeTakeFirst();
	return batch !== undefined;
}

import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { stillInBatch } from "../batches.server.ts";
import { canSeePayments } from "../disbursement.access.ts";

export type BatchListRow = {
	reference: string;
	createdAt: Date;
	createdByName: string;
	releasedAt: Date | null;
	exportedAt: Date | null;
	count: number;
	amountDong: bigint;
	/** Payments that the bank has paid, and those that need a person. */
	paid: number;
	trouble: number;
};

const SHOWN = 200;

/** The latest batches; null for who may not see them. */
export async function batchList(db: Kysely<Tables>, actor: Actor): Promise<BatchListRow[] | null> {
	if (!canSeePayments(actor).allowed) return null;
	const rows = await db
		.selectFrom("paymentBatch")
		.leftJoin("batchPayment", (join) => join.onRef("batchPayment.batchId", "=", "paymentBatch.id").on(stillInBatch))
		.leftJoin("disbursement", "disbursement.id", "batchPayment.disbursementId")
		.select(["paymentBatch.reference", "createdAt", "createdByName", "releasedAt", "exportedAt"])
		.select((eb) => [
			eb.fn.count<bigint>("disbursement.id").as("count"),
			eb.fn.sum<string | null>("amountDong").as("amount"),
			eb.fn
				.countAll<bigint>()
				.filterWhere("disbursement.state", "=", "paid")
				.filterWhereRef("disbursement.batchId", "=", "paymentBatch.id")
				.as("paid"),
			eb.fn
				.countAll<bigint>()
				.filterWhere("disbursement.state", "in", ["failed", "unknown"])
				.filterWhereRef("disbursement.batchId", "=", "paymentBatch.id")
				.as("trouble"),
		])
		.groupBy("paymentBatch.id")
		.orderBy("createdAt", "desc")
		.limit(SHOWN)
		.execute();
	return rows.map(({ count, amount, paid, trouble, ...row }) => ({
		...row,
		count: Number(count),
		amountDong: BigInt(amount ?? 0),
		paid: Number(paid),
		trouble: Number(trouble),
	}));
}

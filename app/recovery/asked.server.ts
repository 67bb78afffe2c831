import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** What is asked back of a payment over all notices; of one that was dropped, only what had come back by then. */
export async function askedOf(db: Kysely<Tables>, paymentId: string): Promise<bigint> {
	const { rows } = await sql<{ asked: bigint }>`
		select coalesce(sum(case when state <> 'dropped' then amount_dong
			else (select coalesce(sum(amount_dong), 0) from recovery_receipt
				where recovery_id = recovery.id and recovery_receipt_counts(recovery_receipt.id)) end), 0)::bigint as asked
		from recovery where disbursement_id = ${paymentId}`.execute(db);
	return rows[0]?.asked ?? 0n;
}

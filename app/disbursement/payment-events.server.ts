import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { DisbursementEvent } from "./disbursement.states.ts";

export type PaymentEventRow = { id: string; at: Date; what: DisbursementEvent; actorName: string; said: string | null };

/** What happened to payments, newest first. Whether the asker may see them was decided before. */
export async function paymentEvents(
	db: Kysely<Tables>,
	disbursementIds: readonly string[],
): Promise<(PaymentEventRow & { disbursementId: string })[]> {
	if (disbursementIds.length === 0) return [];
	const rows = await db
		.selectFrom("disbursementEvent")
		.select(["id", "disbursementId", "at", "what", "actorName", "said"])
		.where("disbursementId", "in", disbursementIds)
		.orderBy("id", "desc")
		.execute();
	return rows.map((row) => ({ ...row, id: String(row.id), what: row.what as DisbursementEvent }));
}

/** Who recorded that the bank returned the payment, the last time; null where the payment rail said so itself. */
export async function whoSaidFailed(db: Kysely<Tables>, paymentId: string): Promise<string | null> {
	const event = await db
		.selectFrom("disbursementEvent")
		.select("actorId")
		.where("disbursementId", "=", paymentId)
		.where("what", "=", "failed")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return event?.actorId ?? null;
}

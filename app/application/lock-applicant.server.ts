import { sql, type Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/**
 * Lets applications of one tax code come one after the other until the transaction ends: two that are submitted at once,
 * in two associations, would each find nothing in progress elsewhere.
 */
export async function lockApplicant(trx: Transaction<Tables>, businessId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('applicant:' || tax_code, 0))
		from business where id = ${businessId}`.execute(trx);
}

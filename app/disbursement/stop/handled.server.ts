import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/**
 * Whether a person had a hand in paying an application: approved or recommended it, verified a claim of it, or made or
 * released a batch with one of its payments. Who decides on stopped payments did none of it, whatever else they are.
 */
export async function hasHandled(db: Kysely<Tables>, personId: string, applicationId: string): Promise<boolean> {
	const { rows } = await sql<{ handled: boolean }>`
		select exists (select from decision where application_id = ${applicationId} and decided_by = ${personId}
				and kind in ('approve', 'approve_in_part', 'recommend'))
			or exists (select from claim where application_id = ${applicationId} and answered_by = ${personId} and state = 'verified')
			or exists (select from disbursement payment
				join batch_payment on batch_payment.disbursement_id = payment.id
				join payment_batch batch on batch.id = batch_payment.batch_id
				where payment.application_id = ${applicationId}
					and ${personId} in (batch.created_by, batch.released_by)) as handled`.execute(db);
	return rows[0]?.handled ?? false;
}

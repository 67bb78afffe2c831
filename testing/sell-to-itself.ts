import { sql } from "kysely";
import type { Database } from "#db/connection.server.ts";

/**
 * Makes a branch of the applicant the seller of all lines of its application, as it could be submitted before a rule forbade
 * it: past the triggers that keep what was submitted.
 */
export async function sellToItself(owner: Database, applicationId: string): Promise<void> {
	await owner.transaction().execute(async (trx) => {
		await sql`set local session_replication_role = replica`.execute(trx);
		await sql`
			update cost_line set provider_tax_code = business.tax_code || '-001'
			from submission join application on application.id = submission.application_id
			join business on business.id = application.business_id
			where submission.id = cost_line.submission_id and application.id = ${applicationId}`.execute(trx);
	});
}

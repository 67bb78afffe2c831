import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { taxpayerIn } from "#db/taxpayer.server.ts";

/**
 * Those of the applications on which the person does not decide: they belong to the business, to another branch of it,
 * as one tax code is one business, or to a provider in its cost lines, where the money goes; or they have declared a
 * conflict of interest. "all" asks about every application that there is.
 */
export async function tiedApplications(
	db: Kysely<Tables>,
	personId: string,
	applicationIds: readonly string[] | "all",
): Promise<Set<string>> {
	const asked = applicationIds === "all" ? sql`true` : sql`application.id = any(${applicationIds})`;
	const { rows } = await sql<{ id: string }>`
		select application.id from application join business on business.id = application.business_id
		where ${asked} and (exists (
			select 1 from conflict_declaration where application_id = application.id and person_id = ${personId} and has_conflict
		) or exists (
			select 1 from business_member join business mine on mine.id = business_member.business_id
			where business_member.person_id = ${personId} and (mine.tax_code = business.tax_code or mine.tax_code in (
				select ${taxpayerIn("cost_line.provider_tax_code")} from cost_line where submission_id = application.submission_id))))`.execute(
		db,
	);
	return new Set(rows.map(({ id }) => id));
}

/** The same of one application. */
export async function isTied(db: Kysely<Tables>, personId: string, applicationId: string): Promise<boolean> {
	return (await tiedApplications(db, personId, [applicationId])).has(applicationId);
}

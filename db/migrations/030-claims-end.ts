import { type Kysely, sql } from "kysely";

/**
 * Room claim: nothing more will be claimed of an application, said after its last claim was verified: by its business, or
 * by its association where the business has long been silent, which then gives its reasons.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table claims_end (
			application_id uuid primary key references application,
			at timestamptz not null,
			side text not null check (side in ('business', 'association')),
			ended_by text not null references person,
			ended_by_name text not null,
			reasons text check (reasons <> ''),
			constraint claims_end_why check ((side = 'association') = (reasons is not null))
		)`.execute(db);
	await sql`create trigger claims_end_append_only before update or delete on claims_end for each row execute function refuse_change()`.execute(
		db,
	);
}

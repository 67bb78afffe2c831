import { type Kysely, sql } from "kysely";

/**
 * Room application: until when a business says that a document can be used; and what it said when it submitted one
 * (decision 054).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table file_validity (
			file_id uuid primary key references stored_file on delete cascade,
			valid_until date,
			said_at timestamptz not null,
			said_by text not null
		)`.execute(db);
	await sql`alter table submission_document add column valid_until date`.execute(db);
}

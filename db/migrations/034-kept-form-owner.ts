import { type Kysely, sql } from "kysely";

/**
 * House: a kept form is given back to the browser that sent it, and to the person in whose session it was sent. What is
 * kept without either is forgotten: it lives for a day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`delete from kept_form`.execute(db);
	await sql`
		alter table kept_form
			add column browser_hash bytea not null,
			add column person_id text references person`.execute(db);
}

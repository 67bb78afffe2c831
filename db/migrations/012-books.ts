import { type Kysely, sql } from "kysely";

/** Room books: what each check of the money found, every night and whenever a finance officer asks. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table books_check (
			id bigint generated always as identity primary key,
			at timestamptz not null,
			checked_by text references person,
			checked_by_name text not null,
			results jsonb not null
		)`.execute(db);
	await sql`create trigger books_check_append_only before update or delete on books_check for each row execute function refuse_change()`.execute(
		db,
	);
}

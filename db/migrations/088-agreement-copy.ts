import { type Kysely, sql } from "kysely";

/** Room agreement: the PDF of an agreement that is in force, as it was made once in each language. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table agreement_copy (
			application_id uuid not null references application,
			locale text not null check (locale in ('vi', 'en')),
			file_id uuid not null references stored_file,
			made_at timestamptz not null,
			primary key (application_id, locale)
		)`.execute(db);
	await sql`create trigger agreement_copy_append_only before update or delete on agreement_copy for each row execute function refuse_change()`.execute(
		db,
	);
}

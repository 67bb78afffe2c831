import { type Kysely, sql } from "kysely";

/**
 * Room house: how many bytes of files are kept in all, so that no upload has to sum them, and what newcomers have sent on a
 * day from each site and together (decision 051).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table stored_total (
			only_row boolean primary key default true check (only_row),
			bytes bigint not null check (bytes >= 0)
		)`.execute(db);
	await sql`insert into stored_total (bytes) select coalesce(sum(byte_size), 0) from stored_file`.execute(db);
	// For the owner, as an entry moves a balance: the servers' role cannot set the total.
	await sql`
		create function stored_file_counted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
		begin
			update stored_total set bytes = bytes + case when tg_op = 'INSERT' then new.byte_size else - old.byte_size end;
			return null;
		end $$`.execute(db);
	await sql`create trigger stored_file_counted after insert or delete on stored_file for each row execute function stored_file_counted()`.execute(
		db,
	);
	await sql`
		create table newcomer_upload (
			day date not null,
			sender text not null,
			bytes bigint not null check (bytes >= 0),
			primary key (day, sender)
		)`.execute(db);
}

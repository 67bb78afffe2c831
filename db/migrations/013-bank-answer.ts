import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: files with a bank's answer, and the lines of those that were recorded. The same bytes are one
 * file, so that sending a file again leads to what became of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table bank_answer (
			id uuid primary key,
			file_id uuid not null references stored_file,
			sha256 text not null constraint bank_answer_once unique,
			file_name text not null,
			format text not null check (format in ('pain.002', 'camt.053', 'csv')),
			columns jsonb,
			uploaded_at timestamptz not null,
			uploaded_by text not null references person,
			uploaded_by_name text not null,
			recorded_at timestamptz,
			recorded_by text references person,
			recorded_by_name text,
			constraint bank_answer_recorded_whole check (num_nulls(recorded_at, recorded_by, recorded_by_name) in (0, 3))
		)`.execute(db);
	await sql`create index bank_answer_uploaded on bank_answer (uploaded_at)`.execute(db);
	// Only the columns of a table are chosen, and chosen again, until the file is recorded.
	await sql`
		create function bank_answer_frozen() returns trigger language plpgsql as $$
		declare open text[] := array['columns', 'recorded_at', 'recorded_by', 'recorded_by_name'];
		begin
			if tg_op = 'DELETE' or old.recorded_at is not null or to_jsonb(new) - open <> to_jsonb(old) - open then
				raise exception 'what a bank sent is not changed' using errcode = 'restrict_violation', constraint = 'bank_answer_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger bank_answer_frozen before update or delete on bank_answer for each row execute function bank_answer_frozen()`.execute(
		db,
	);
	await sql`
		create table bank_answer_row (
			id bigint generated always as identity primary key,
			bank_answer_id uuid not null references bank_answer,
			position integer not null check (position > 0),
			end_to_end_id text not null,
			answer text not null check (answer in ('paid', 'failed', 'unknown', 'waiting', 'unclear')),
			amount_dong bigint check (amount_dong >= 0),
			answered_on date,
			said text not null,
			finding text not null check (finding in
				('agrees', 'waiting', 'no-payment', 'amount-differs', 'twice', 'other-batch', 'contradicts', 'day', 'unclear')),
			disbursement_id uuid references disbursement,
			closed_at timestamptz,
			closed_by text references person,
			closed_by_name text,
			note text,
			constraint bank_answer_row_once unique (bank_answer_id, position),
			constraint bank_answer_row_closed_whole check (num_nulls(closed_at, closed_by, closed_by_name, note) in (0, 4)),
			constraint bank_answer_row_task check (closed_at is null or finding not in ('agrees', 'waiting'))
		)`.execute(db);
	await sql`create index bank_answer_row_open on bank_answer_row (id) where closed_at is null and finding not in ('agrees', 'waiting')`.execute(
		db,
	);
	// A person closes a line once; nothing else of it changes.
	await sql`
		create function bank_answer_row_frozen() returns trigger language plpgsql as $$
		declare open text[] := array['closed_at', 'closed_by', 'closed_by_name', 'note'];
		begin
			if tg_op = 'DELETE' or old.closed_at is not null or to_jsonb(new) - open <> to_jsonb(old) - open then
				raise exception 'what a bank said is not changed' using errcode = 'restrict_violation', constraint = 'bank_answer_row_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger bank_answer_row_frozen before update or delete on bank_answer_row for each row execute function bank_answer_row_frozen()`.execute(
		db,
	);
}

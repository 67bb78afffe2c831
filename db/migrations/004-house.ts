import { type Kysely, sql } from "kysely";

/** House and mail: files, kept forms, numbers in order, the mail outbox. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// Files live in the database so that several servers share them and a backup holds everything (decision 004).
	await sql`
		create table stored_file (
			id uuid primary key,
			sha256 text not null,
			byte_size bigint not null,
			media_type text not null,
			bytes bytea not null,
			stored_at timestamptz not null,
			stored_by text
		)`.execute(db);
	await sql`alter table stored_file alter column bytes set storage external`.execute(db);
	await sql`create trigger stored_file_append_only before update on stored_file for each row execute function refuse_change()`.execute(
		db,
	);
	// What a person posted while their session had ended; given back after signing in.
	await sql`
		create table kept_form (
			id uuid primary key,
			path text not null,
			fields jsonb not null,
			kept_at timestamptz not null,
			expires_at timestamptz not null
		)`.execute(db);
	await sql`
		create table reference_counter (
			kind text not null,
			year integer not null,
			last integer not null,
			primary key (kind, year)
		)`.execute(db);
	// As rate-limiter-flexible expects it; it computes with `expire` as a number, which our int8 is not.
	await sql`
		create table rate_limit (
			key varchar(255) primary key,
			points integer not null default 0,
			expire double precision
		)`.execute(db);
	await sql`
		create table outbox_mail (
			id uuid primary key default gen_random_uuid(),
			key text not null constraint outbox_mail_key unique,
			template text not null,
			props jsonb not null,
			recipient text not null,
			locale text not null check (locale in ('vi', 'en')),
			subject text not null,
			html text not null,
			text text not null,
			written_at timestamptz not null,
			sent_at timestamptz
		)`.execute(db);
	await sql`create index outbox_mail_recipient on outbox_mail (recipient, written_at)`.execute(db);
}

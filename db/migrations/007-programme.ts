import { type Kysely, sql } from "kysely";

/** Room programme: schemes, their rules by version, envelopes, holidays. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table programme (
			id text primary key,
			name_vi text not null,
			name_en text not null,
			opens_on date not null,
			closes_on date not null check (closes_on >= opens_on),
			budget_dong bigint not null check (budget_dong >= 0),
			created_at timestamptz not null
		)`.execute(db);
	// An application is judged by the version in force on the day it was submitted, so versions are never changed.
	await sql`
		create table programme_version (
			id uuid primary key default gen_random_uuid(),
			programme_id text not null references programme,
			number integer not null,
			effective_from date not null,
			rules jsonb not null,
			published_at timestamptz not null,
			published_by text not null,
			unique (programme_id, number),
			unique (programme_id, effective_from)
		)`.execute(db);
	await sql`create trigger programme_version_append_only before update or delete on programme_version for each row execute function refuse_change()`.execute(
		db,
	);
	await sql`
		create table envelope (
			id uuid primary key default gen_random_uuid(),
			programme_id text not null references programme,
			association_id text not null references association,
			opened_at timestamptz not null,
			constraint envelope_once unique (programme_id, association_id)
		)`.execute(db);
	await sql`
		create table holiday (
			on_date date primary key,
			name_vi text not null,
			name_en text not null
		)`.execute(db);
}

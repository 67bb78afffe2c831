import { type Kysely, sql } from "kysely";

/** Rooms association and business: who applies, and through whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table association (
			id text primary key,
			short_name text not null,
			name_vi text not null,
			name_en text not null,
			parent_id text references association,
			position integer not null default 0,
			closed_on date
		)`.execute(db);
	// An association decides only under an assignment on file (Decree 80/2021, Article 30(3)).
	await sql`
		create table association_assignment (
			id uuid primary key default gen_random_uuid(),
			association_id text not null references association,
			number text not null,
			signed_on date not null,
			valid_from date not null,
			valid_to date not null check (valid_to >= valid_from),
			limit_dong bigint not null check (limit_dong >= 0)
		)`.execute(db);
	await sql`
		create table ward (
			code text primary key,
			name text not null,
			kind text not null check (kind in ('ward', 'commune', 'special-zone')),
			former_province text not null,
			position integer not null
		)`.execute(db);
	await sql`
		create table business (
			id uuid primary key,
			tax_code text not null check (tax_code ~ '^([0-9]{10}|[0-9]{12})$'),
			branch text check (branch ~ '^[0-9]{3}$'),
			kind text not null check (kind in ('company', 'cooperative', 'household')),
			legal_name text not null check (length(legal_name) between 2 and 200),
			section text not null check (section ~ '^[A-U]$'),
			street text not null,
			ward_code text not null references ward,
			phone text,
			women_owned boolean not null default false,
			social_enterprise boolean not null default false,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			constraint business_tax_code_once unique nulls not distinct (tax_code, branch)
		)`.execute(db);
	await sql`
		create table business_member (
			business_id uuid not null references business,
			person_id text not null references person,
			role text not null default 'owner' check (role in ('owner', 'staff')),
			since timestamptz not null,
			primary key (business_id, person_id)
		)`.execute(db);
	await sql`create index business_member_person on business_member (person_id)`.execute(db);
	await sql`
		create table business_figures (
			business_id uuid not null references business,
			year integer not null check (year between 2000 and 2100),
			employees integer not null check (employees >= 0),
			women_employees integer not null check (women_employees between 0 and employees),
			revenue_dong bigint check (revenue_dong >= 0),
			capital_dong bigint not null check (capital_dong >= 0),
			recorded_at timestamptz not null,
			recorded_by text not null,
			primary key (business_id, year)
		)`.execute(db);
	// The number is encrypted with a key that the database does not hold (sensitive data: Law 91/2025).
	await sql`
		create table bank_account (
			id uuid primary key,
			business_id uuid not null references business,
			bank_bin text not null check (bank_bin ~ '^[0-9]{6}$'),
			number_encrypted bytea not null,
			number_last4 text not null check (number_last4 ~ '^[0-9]{4}$'),
			account_name text not null,
			recorded_at timestamptz not null,
			recorded_by text not null,
			replaced_at timestamptz
		)`.execute(db);
	await sql`create unique index bank_account_one_current on bank_account (business_id) where replaced_at is null`.execute(
		db,
	);
}

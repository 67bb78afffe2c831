import { type Kysely, sql } from "kysely";

/** Room identity: the tables of better-auth 1.7 under our names, and the roles that people hold. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table person (
			id text primary key,
			name text not null,
			email text not null constraint person_email_once unique,
			email_verified boolean not null default false,
			image text,
			locale text not null default 'vi' check (locale in ('vi', 'en')),
			two_factor_enabled boolean default false,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`.execute(db);
	await sql`
		create table person_session (
			id text primary key,
			token text not null unique,
			user_id text not null references person on delete cascade,
			expires_at timestamptz not null,
			ip_address text,
			user_agent text,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`.execute(db);
	await sql`create index person_session_user on person_session (user_id)`.execute(db);
	await sql`
		create table credential (
			id text primary key,
			account_id text not null,
			provider_id text not null,
			user_id text not null references person on delete cascade,
			access_token text,
			refresh_token text,
			id_token text,
			access_token_expires_at timestamptz,
			refresh_token_expires_at timestamptz,
			scope text,
			password text,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`.execute(db);
	await sql`create index credential_user on credential (user_id)`.execute(db);
	await sql`
		create table verification (
			id text primary key,
			identifier text not null,
			value text not null,
			expires_at timestamptz not null,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`.execute(db);
	await sql`create index verification_identifier on verification (identifier)`.execute(db);
	await sql`
		create table second_factor (
			id text primary key,
			secret text not null,
			backup_codes text not null,
			user_id text not null references person on delete cascade,
			verified boolean default true,
			failed_verification_count integer default 0,
			locked_until timestamptz
		)`.execute(db);
	await sql`create index second_factor_user on second_factor (user_id)`.execute(db);

	// `scope_id` is opaque here: for an association's people it is the association, for city staff it is empty.
	await sql`
		create table person_role (
			id uuid primary key default gen_random_uuid(),
			person_id text not null references person,
			role text not null check (role in
				('reviewer', 'association_manager', 'programme_officer', 'finance_officer', 'auditor', 'administrator')),
			scope_id text not null default '',
			granted_at timestamptz not null,
			granted_by text not null,
			revoked_at timestamptz,
			revoked_by text
		)`.execute(db);
	await sql`create unique index person_role_once on person_role (person_id, role, scope_id) where revoked_at is null`.execute(
		db,
	);
}

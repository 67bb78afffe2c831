import { type Kysely, sql } from "kysely";

/**
 * Room identity: what a session knows about how its person signed in, links of mails that are good once, browsers that
 * a person has signed in from, and accounts that are suspended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table person add column suspended_at timestamptz`.execute(db);
	// Whether the sessions of before had shown a second factor is not known: their people sign in once more.
	await sql`delete from person_session`.execute(db);
	await sql`
		alter table person_session
			drop column ip_address,
			-- What was shown, in the words of RFC 8176; a backup code, for which it has none, is 'backup'.
			add column amr text[] not null default '{pwd}' constraint person_session_amr check
				(amr <@ '{pwd,otp,backup}' and cardinality(amr) > 0),
			-- When a password or code was last shown.
			add column auth_time timestamptz not null default now(),
			add column second_factor_at timestamptz,
			add column network text,
			add column last_used_at timestamptz not null default now(),
			add constraint person_session_second_factor check ((second_factor_at is not null) = (amr && '{otp,backup}'))`.execute(
		db,
	);
	await sql`
		alter table second_factor
			drop column failed_verification_count,
			drop column locked_until,
			-- The 30-second step (RFC 6238) of the last code that was taken: a code is good once.
			add column last_step bigint`.execute(db);
	await sql`
		delete from second_factor older using second_factor newer
		where older.user_id = newer.user_id and older.ctid < newer.ctid`.execute(db);
	await sql`alter table second_factor add constraint second_factor_once unique (user_id)`.execute(db);
	await sql`drop index second_factor_user`.execute(db);
	// One link for each purpose and person is good: the newest (app/identity/mail-link.server.ts).
	await sql`delete from verification`.execute(db);
	await sql`drop index verification_identifier`.execute(db);
	await sql`alter table verification add constraint verification_once unique (identifier)`.execute(db);
	await sql`
		create table known_browser (
			person_id text not null references person on delete cascade,
			browser_hash bytea not null,
			first_used_at timestamptz not null,
			last_used_at timestamptz not null,
			primary key (person_id, browser_hash)
		)`.execute(db);
}

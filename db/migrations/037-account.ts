import { type Kysely, sql } from "kysely";

/** Room identity: a new address that waits beside the old one, a new telephone likewise, and which mails a person wants. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// Of what the two links carry only hashes are kept. An address of somebody else may wait too: that it is taken shows
	// at the confirmation, to whoever reads its mail.
	await sql`
		create table address_change (
			id uuid primary key,
			person_id text not null references person,
			from_email text not null,
			to_email text not null check (to_email = lower(to_email)),
			confirm_hash bytea not null constraint address_change_confirm_once unique,
			cancel_hash bytea not null constraint address_change_cancel_once unique,
			asked_at timestamptz not null,
			mailed_at timestamptz not null,
			expires_at timestamptz not null,
			ended_at timestamptz,
			outcome text check (outcome in ('confirmed', 'cancelled', 'replaced')),
			constraint address_change_another check (to_email <> from_email),
			constraint address_change_ended check ((ended_at is null) = (outcome is null))
		)`.execute(db);
	await sql`create unique index address_change_one_waiting on address_change (person_id) where ended_at is null`.execute(
		db,
	);

	// Another telephone takes the place of the one in use only once it has shown a right code.
	await sql`
		alter table second_factor
			add column next_secret text,
			add column next_until timestamptz,
			add constraint second_factor_next check ((next_secret is null) = (next_until is null))`.execute(db);

	// Who has no row gets every mail. Official notices are not asked about.
	await sql`
		create table mail_choice (
			person_id text primary key references person on delete cascade,
			reminders boolean not null,
			messages boolean not null,
			chosen_at timestamptz not null
		)`.execute(db);
}

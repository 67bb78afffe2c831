import { type Kysely, sql } from "kysely";

/**
 * Room identity: roles that move money or rights are given by two administrators, as are resets of a second factor and the
 * reopening of an account that holds such a role. Nobody is an administrator and something else at once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await refuseMixedRoles(db);
	await columns(db);
	await proposals(db);
	await proposalGuard(db);
	await roleGuards(db);
	await accountGuards(db);
	await newlyGivenGuards(db);
}

/** What the new rule forbids is not taken away silently: people decide which of the roles stays. */
async function refuseMixedRoles(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ email: string }>`
		select distinct person.email from person_role administrator
		join person_role other on other.person_id = administrator.person_id and other.revoked_at is null and other.role <> 'administrator'
		join person on person.id = administrator.person_id
		where administrator.role = 'administrator' and administrator.revoked_at is null`.execute(db);
	if (rows.length === 0) return;
	const who = rows.map(({ email }) => email).join(", ");
	throw new Error(`An administrator holds no other role. Take one of the two away first, then start again: ${who}`);
}

async function columns(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table person add column unit text not null default '', add column suspended_by text,
			add column suspended_by_name text, add column suspended_why text,
			add constraint person_suspended check (suspended_at is not null or num_nonnulls(suspended_by, suspended_by_name, suspended_why) = 0)`.execute(
		db,
	);
	// As people type without diacritics: NFD leaves the letters apart from their marks. Small letters come last, since where the
	// database sorts by bytes it knows only the capitals without marks.
	await sql`
		create function without_marks(words text) returns text language sql immutable parallel safe as $$
			select lower(translate(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))
		$$`.execute(db);
	await sql`
		alter table person add column sought text generated always as (without_marks(name || ' ' || email || ' ' || unit)) stored`.execute(
		db,
	);
	await sql`alter table person_role add column effective_at timestamptz, add column confirms_from timestamptz`.execute(
		db,
	);
}

/**
 * `basis`: the document that a role rests on, how the first administrator knew the person, or why an account is opened again.
 * `end_words`: why another declined, or how the second administrator knew the person. The link of a reset is kept as a hash.
 */
async function proposals(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table person_proposal (
			id uuid primary key,
			kind text not null check (kind in ('give-role', 'reset-factor', 'reopen')),
			person_id text not null references person,
			role text check (role in ('programme_officer', 'finance_officer', 'administrator')),
			basis text not null check (basis <> ''),
			state text not null check (state in ('proposed', 'confirmed', 'declined', 'withdrawn', 'lapsed')),
			proposed_at timestamptz not null,
			proposed_by text not null references person,
			proposed_by_name text not null,
			lapses_at timestamptz not null,
			ended_at timestamptz,
			ended_by text references person,
			ended_by_name text,
			end_words text,
			effective_at timestamptz,
			link_hash bytea constraint person_proposal_link_once unique,
			link_until timestamptz,
			done_at timestamptz,
			constraint person_proposal_role check ((role is not null) = (kind = 'give-role')),
			constraint person_proposal_ended check ((state = 'proposed') = (ended_at is null)
				and (ended_by is not null) = (state in ('confirmed', 'declined', 'withdrawn')) and (ended_by is null) = (ended_by_name is null)),
			constraint person_proposal_two_persons check (state not in ('confirmed', 'declined') or ended_by <> proposed_by),
			constraint person_proposal_not_oneself check (proposed_by <> person_id and ended_by is distinct from person_id),
			constraint person_proposal_withdrawn_by_proposer check (state <> 'withdrawn' or ended_by = proposed_by),
			constraint person_proposal_declined_why check (state <> 'declined' or coalesce(end_words, '') <> ''),
			constraint person_proposal_checked_how check (
				state <> 'confirmed' or kind <> 'reset-factor' or coalesce(end_words, '') <> ''),
			constraint person_proposal_in_time check (state <> 'confirmed' or ended_at <= lapses_at),
			constraint person_proposal_effective check (
				(effective_at is not null) = (kind = 'give-role' and state = 'confirmed') and effective_at > ended_at),
			constraint person_proposal_link check ((link_hash is null) = (link_until is null)
				and (kind = 'reset-factor' or num_nonnulls(link_hash, done_at) = 0))
		)`.execute(db);
	await sql`create unique index person_proposal_one_live on person_proposal (person_id, kind, coalesce(role, '')) where state = 'proposed'`.execute(
		db,
	);
	await sql`create unique index person_proposal_one_reset on person_proposal (person_id)
		where kind = 'reset-factor' and (state = 'proposed' or (state = 'confirmed' and done_at is null))`.execute(db);
	await sql`create index person_proposal_open on person_proposal (lapses_at) where state = 'proposed'`.execute(db);
	await sql`alter table person_role add column proposal_id uuid constraint person_role_proposal_once unique references person_proposal`.execute(
		db,
	);
}

/** Proposed and confirmed by administrators in force; then kept, but for the steps of a reset: its link, its end. */
async function proposalGuard(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function is_administrator(who text, at_moment timestamptz) returns boolean language sql stable as $$
			select exists (select from person_role held join person on person.id = held.person_id
				where held.person_id = who and held.role = 'administrator' and held.revoked_at is null
				and coalesce(held.effective_at <= at_moment, true) and person.suspended_at is null)
		$$`.execute(db);
	await sql`
		create function person_proposal_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				if new.state <> 'proposed' or num_nonnulls(new.link_hash, new.done_at) > 0 then
					raise exception 'it is proposed first' using errcode = 'restrict_violation', constraint = 'person_proposal_proposed_first';
				end if;
				if not is_administrator(new.proposed_by, new.proposed_at) then
					raise exception 'administrators propose' using errcode = 'restrict_violation', constraint = 'person_proposal_by_administrators';
				end if;
				return new;
			end if;
			if tg_op = 'DELETE' or row(new.id, new.kind, new.person_id, new.role, new.basis, new.proposed_at, new.proposed_by, new.proposed_by_name, new.lapses_at)
					is distinct from row(old.id, old.kind, old.person_id, old.role, old.basis, old.proposed_at, old.proposed_by, old.proposed_by_name, old.lapses_at)
				or (old.state <> 'proposed' and (old.kind <> 'reset-factor' or old.state <> 'confirmed' or old.done_at is not null
					or new.state not in ('confirmed', 'lapsed')
					or (new.state = 'confirmed' and row(new.ended_at, new.ended_by, new.ended_by_name, new.end_words)
						is distinct from row(old.ended_at, old.ended_by, old.ended_by_name, old.end_words)))) then
				raise exception 'what was proposed and decided is kept' using errcode = 'restrict_violation', constraint = 'person_proposal_kept';
			end if;
			if old.state = 'proposed' and new.state = 'confirmed'
				and not (is_administrator(new.ended_by, new.ended_at) and is_administrator(new.proposed_by, new.ended_at)) then
				raise exception 'two administrators confirm' using errcode = 'restrict_violation', constraint = 'person_proposal_by_administrators';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger person_proposal_guard before insert or update or delete on person_proposal for each row execute function person_proposal_guard()`.execute(
		db,
	);
}

async function roleGuards(db: Kysely<unknown>): Promise<void> {
	// Who installs the house, and nobody else, gives the first roles by hand: such a grant names no person as its giver.
	await sql`
		create function person_role_guard() returns trigger language plpgsql as $$
		begin
			-- One grant to a person at a time: the second sees the first.
			perform from person where id = new.person_id for no key update;
			if exists (select from person_role other where other.person_id = new.person_id and other.revoked_at is null
				and (new.role = 'administrator') <> (other.role = 'administrator')) then
				raise exception 'an administrator holds no other role' using errcode = 'restrict_violation', constraint = 'person_role_apart';
			end if;
			if new.granted_by = new.person_id then
				raise exception 'nobody gives a role to oneself' using errcode = 'restrict_violation', constraint = 'person_role_not_oneself';
			end if;
			if new.role in ('programme_officer', 'finance_officer', 'administrator') and exists (select from person where id = new.granted_by)
				and not exists (select from person_proposal proposal where proposal.id = new.proposal_id and proposal.kind = 'give-role'
					and proposal.state = 'confirmed' and proposal.person_id = new.person_id and proposal.role = new.role
					and proposal.ended_by = new.granted_by and proposal.effective_at = new.effective_at) then
				raise exception 'such a role is given by two administrators' using errcode = 'restrict_violation', constraint = 'person_role_by_two';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger person_role_guard before insert on person_role for each row execute function person_role_guard()`.execute(
		db,
	);
	await sql`
		create function person_role_kept() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or old.revoked_at is not null or new.revoked_at is null
				or row(new.id, new.person_id, new.role, new.scope_id, new.granted_at, new.granted_by, new.effective_at, new.confirms_from, new.proposal_id)
					is distinct from row(old.id, old.person_id, old.role, old.scope_id, old.granted_at, old.granted_by, old.effective_at, old.confirms_from, old.proposal_id) then
				raise exception 'a role is taken away, not changed' using errcode = 'restrict_violation', constraint = 'person_role_kept';
			end if;
			if old.role = 'administrator' then
				perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
				if not exists (select from person_role other join person on person.id = other.person_id
					where other.role = 'administrator' and other.revoked_at is null and other.id <> old.id and person.suspended_at is null) then
					raise exception 'the last administrator stays' using errcode = 'restrict_violation', constraint = 'person_role_last_administrator';
				end if;
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger person_role_kept before update or delete on person_role for each row execute function person_role_kept()`.execute(
		db,
	);
}

async function accountGuards(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function person_suspension_guard() returns trigger language plpgsql as $$
		begin
			if new.suspended_by = new.id then
				raise exception 'nobody suspends themselves' using errcode = 'restrict_violation', constraint = 'person_suspended_by_another';
			end if;
			if not exists (select from person_role where person_id = new.id and role = 'administrator' and revoked_at is null) then
				return new;
			end if;
			perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
			if not exists (select from person_role other join person on person.id = other.person_id
				where other.role = 'administrator' and other.revoked_at is null and other.person_id <> new.id and person.suspended_at is null) then
				raise exception 'the last administrator stays' using errcode = 'restrict_violation', constraint = 'person_role_last_administrator';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger person_suspension_guard before update on person for each row
		when (old.suspended_at is null and new.suspended_at is not null) execute function person_suspension_guard()`.execute(
		db,
	);
	// A sign-in that is under way while an account is closed waits for it, and then finds it closed.
	await sql`
		create function person_session_guard() returns trigger language plpgsql as $$
		begin
			perform from person where id = new.user_id for share;
			if exists (select from person where id = new.user_id and suspended_at is not null) then
				raise exception 'the account is suspended' using errcode = 'restrict_violation', constraint = 'person_session_suspended';
			end if;
			if exists (select from person_proposal where person_id = new.user_id and kind = 'reset-factor'
				and ((state = 'proposed' and lapses_at > new.created_at) or (state = 'confirmed' and done_at is null))) then
				raise exception 'the second factor is being reset' using errcode = 'restrict_violation', constraint = 'person_session_reset';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger person_session_guard before insert on person_session for each row execute function person_session_guard()`.execute(
		db,
	);
}

/** Who got a role lately is not the second person of an act on money: told are the columns of person and moment, and the role. */
async function newlyGivenGuards(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function refuse_newly_given() returns trigger language plpgsql as $$
		begin
			if exists (select from person_role where person_id = to_jsonb(new) ->> tg_argv[0] and role = tg_argv[2]
				and revoked_at is null and confirms_from > (to_jsonb(new) ->> tg_argv[1])::timestamptz) then
				raise exception 'this role was given too lately' using errcode = 'restrict_violation', constraint = 'person_role_newly_given';
			end if;
			return new;
		end $$`.execute(db);
	const acts = [
		[
			"payment_batch",
			"old.released_at is null and new.released_at is not null",
			"released_by",
			"released_at",
			"finance_officer",
		],
		[
			"recovery",
			"old.confirmed_at is null and new.confirmed_at is not null",
			"confirmed_by",
			"confirmed_at",
			"finance_officer",
		],
		[
			"recovery_decision",
			"old.decided_at is null and new.decided_at is not null and new.confirmed_at is not null",
			"decided_by",
			"decided_at",
			"finance_officer",
		],
		["correction", "old.state = 'proposed' and new.state = 'confirmed'", "ended_by", "ended_at", "finance_officer"],
		[
			"budget_change",
			"old.state = 'proposed' and new.state = 'confirmed'",
			"ended_by",
			"ended_at",
			"programme_officer",
		],
		["year_closing", "old.state = 'proposed' and new.state = 'confirmed'", "ended_by", "ended_at", "programme_officer"],
	] as const;
	for (const [name, when, by, at, role] of acts) {
		const table = name === "recovery_decision" ? "recovery" : name;
		await sql`create trigger ${sql.ref(`${name}_newly_given`)} before update on ${sql.table(table)} for each row
			when (${sql.raw(when)}) execute function refuse_newly_given(${sql.lit(by)}, ${sql.lit(at)}, ${sql.lit(role)})`.execute(
			db,
		);
	}
}

import { type Kysely, sql } from "kysely";

/** Rooms review and agreement: declarations, decisions, the thread, the terms accepted. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// A person may find out later that they have a conflict: "none" and "one" can both stand, and the second locks.
	await sql`
		create table conflict_declaration (
			id uuid primary key default gen_random_uuid(),
			application_id uuid not null references application,
			person_id text not null references person,
			has_conflict boolean not null,
			note text not null default '',
			declared_at timestamptz not null,
			constraint conflict_declaration_once unique (application_id, person_id, has_conflict)
		)`.execute(db);
	await sql`create trigger conflict_declaration_append_only before update or delete on conflict_declaration for each row execute function refuse_change()`.execute(
		db,
	);
	await sql`
		create table decision (
			id uuid primary key,
			application_id uuid not null references application,
			submission_id uuid not null references submission,
			kind text not null check (kind in ('approve', 'approve_in_part', 'reject', 'request_changes', 'recommend', 'return')),
			reasons text not null,
			approved_dong bigint not null default 0 check (approved_dong >= 0),
			decided_by text not null references person,
			decided_by_name text not null,
			decided_at timestamptz not null,
			confirms uuid references decision,
			constraint decision_amount_fits check ((kind in ('approve', 'approve_in_part', 'recommend')) = (approved_dong > 0))
		)`.execute(db);
	await sql`create index decision_application on decision (application_id, decided_at)`.execute(db);
	await sql`
		create table decision_line (
			decision_id uuid not null references decision,
			cost_line_id uuid not null references cost_line,
			approved_dong bigint not null check (approved_dong >= 0),
			primary key (decision_id, cost_line_id)
		)`.execute(db);
	// The second person of a two-person decision is never the first.
	await sql`
		create function decision_two_persons() returns trigger language plpgsql as $$
		begin
			if new.confirms is not null and exists (select 1 from decision where id = new.confirms and decided_by = new.decided_by) then
				raise exception 'one person cannot be both' using errcode = 'restrict_violation', constraint = 'decision_two_persons';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger decision_two_persons before insert on decision for each row execute function decision_two_persons()`.execute(
		db,
	);
	for (const table of ["decision", "decision_line"]) {
		await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
			db,
		);
	}
	await sql`
		create table case_message (
			id uuid primary key,
			application_id uuid not null references application,
			author_id text not null references person,
			author_name text not null,
			side text not null check (side in ('business', 'association')),
			body text not null check (length(body) between 1 and 4000),
			written_at timestamptz not null
		)`.execute(db);
	await sql`create index case_message_application on case_message (application_id, written_at)`.execute(db);
	await sql`create trigger case_message_append_only before update or delete on case_message for each row execute function refuse_change()`.execute(
		db,
	);
	// The terms as offered; afterwards they are extended once, and accepted once.
	await sql`
		create table agreement (
			application_id uuid primary key references application,
			decision_id uuid not null references decision,
			payee text not null check (payee in ('provider', 'business')),
			amount_dong bigint not null check (amount_dong > 0),
			offered_at timestamptz not null,
			accept_by date not null,
			extended_at timestamptz,
			accepted_at timestamptz,
			accepted_by text references person,
			accepted_by_name text,
			accepted_by_position text,
			constraint agreement_accepted_by_someone check (
				(accepted_at is null) = (accepted_by is null) and (accepted_at is null) = (accepted_by_name is null))
		)`.execute(db);
	await sql`
		create function agreement_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or old.accepted_at is not null
				or row(new.application_id, new.decision_id, new.payee, new.amount_dong, new.offered_at)
					is distinct from row(old.application_id, old.decision_id, old.payee, old.amount_dong, old.offered_at)
				or (new.accept_by <> old.accept_by and old.extended_at is not null) then
				raise exception 'the terms of an agreement are never changed' using errcode = 'restrict_violation', constraint = 'agreement_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger agreement_frozen before update or delete on agreement for each row execute function agreement_frozen()`.execute(
		db,
	);
}

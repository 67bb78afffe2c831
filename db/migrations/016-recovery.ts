import { type Kysely, sql } from "kysely";

/**
 * Room recovery: subsidy asked back after it was paid (Decree 80/2021/ND-CP, article 31), what the business answered, and
 * what came back. A notice is made by one finance officer and confirmed by another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table recovery (
			id uuid primary key,
			reference text not null constraint recovery_reference_once unique,
			disbursement_id uuid not null references disbursement,
			application_id uuid not null references application,
			state text not null check (state in ('drafted', 'notified', 'contested', 'due', 'settled', 'dropped')),
			amount_dong bigint not null check (amount_dong > 0),
			reason text not null check (reason <> ''),
			answer_by date not null,
			due_on date not null check (due_on >= answer_by),
			made_at timestamptz not null,
			made_by text not null references person,
			confirmed_at timestamptz,
			confirmed_by text references person,
			contest text,
			constraint recovery_two_persons check (confirmed_by <> made_by),
			constraint recovery_confirmed_first check (state in ('drafted', 'dropped') or confirmed_by is not null)
		)`.execute(db);
	await sql`create index recovery_application on recovery (application_id)`.execute(db);
	await sql`create index recovery_disbursement on recovery (disbursement_id)`.execute(db);
	// The id is the key of the form: the same form sent again records nothing. One line of a bank statement is one receipt.
	await sql`
		create table recovery_receipt (
			id uuid primary key,
			recovery_id uuid not null references recovery,
			amount_dong bigint not null check (amount_dong > 0),
			received_on date not null,
			bank_reference text not null constraint recovery_receipt_once unique,
			recorded_at timestamptz not null,
			recorded_by text not null references person,
			recorded_by_name text not null
		)`.execute(db);
	await sql`create index recovery_receipt_recovery on recovery_receipt (recovery_id)`.execute(db);
	await sql`create trigger recovery_receipt_append_only before update or delete on recovery_receipt for each row execute function refuse_change()`.execute(
		db,
	);
	await guards(db);
}

/** Not more is asked back than was paid, and not more comes back than is asked. Rows are locked, so that two cannot both fit. */
async function guards(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function recovery_guard() returns trigger language plpgsql as $$
		declare paid bigint; asked bigint;
		begin
			if tg_op = 'DELETE' or (tg_op = 'UPDATE' and row(new.reference, new.disbursement_id, new.application_id, new.made_by)
				is distinct from row(old.reference, old.disbursement_id, old.application_id, old.made_by)) then
				raise exception 'a recovery keeps its reference and its payment' using errcode = 'restrict_violation', constraint = 'recovery_kept';
			end if;
			select amount_dong into paid from disbursement where id = new.disbursement_id and state in ('paid', 'recovered') for update;
			-- Of one that was dropped, only what had come back by then still counts.
			select coalesce(sum(case when state <> 'dropped' then amount_dong
				else (select coalesce(sum(amount_dong), 0) from recovery_receipt where recovery_id = recovery.id) end), 0)
				into asked from recovery where disbursement_id = new.disbursement_id;
			if asked > coalesce(paid, 0) then
				raise exception 'not more is asked back than was paid' using errcode = 'restrict_violation', constraint = 'recovery_within_payment';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger recovery_guard after insert or update or delete on recovery for each row execute function recovery_guard()`.execute(
		db,
	);
	await sql`
		create function recovery_receipt_guard() returns trigger language plpgsql as $$
		declare asked bigint; received bigint;
		begin
			select amount_dong into asked from recovery where id = new.recovery_id for update;
			select sum(amount_dong) into received from recovery_receipt where recovery_id = new.recovery_id;
			if received > asked then
				raise exception 'not more comes back than is asked' using errcode = 'restrict_violation', constraint = 'recovery_receipt_within';
			end if;
			return null;
		end $$`.execute(db);
	await sql`create trigger recovery_receipt_guard after insert on recovery_receipt for each row execute function recovery_receipt_guard()`.execute(
		db,
	);
}

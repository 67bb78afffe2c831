import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: what banks send in all forms of ISO 20022 and as Excel tables; and days that two persons change, the
 * one on which a payment was made and the one on which a batch is to be.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await answers(db);
	await rows(db);
	await dayChanges(db);
	await keptDays(db);
}

async function answers(db: Kysely<unknown>): Promise<void> {
	// `statements`: how the bank numbers what is in the file. `paid_on`: said by a person where the file has no day.
	await sql`alter table bank_answer add column statements jsonb not null default '[]', add column paid_on date,
		drop constraint bank_answer_format_check,
		add constraint bank_answer_format_check check (format in ('pain.002', 'camt.053', 'camt.054', 'csv', 'xlsx'))`.execute(
		db,
	);
	await sql`
		create or replace function bank_answer_frozen() returns trigger language plpgsql as $$
		declare open text[] := array['columns', 'paid_on', 'recorded_at', 'recorded_by', 'recorded_by_name'];
		begin
			if tg_op = 'DELETE' or old.recorded_at is not null or to_jsonb(new) - open <> to_jsonb(old) - open then
				raise exception 'what a bank sent is not changed' using errcode = 'restrict_violation', constraint = 'bank_answer_frozen';
			end if;
			return new;
		end $$`.execute(db);
}

async function rows(db: Kysely<unknown>): Promise<void> {
	// `keys`: how the bank itself names the payment, for a later file that has nothing else.
	await sql`alter table bank_answer_row add column batch text, add column keys text[] not null default '{}',
		add column found_by text check (found_by in ('key', 'claim', 'batch')),
		drop constraint bank_answer_row_finding_check,
		add constraint bank_answer_row_finding_check check (finding in ('agrees', 'waiting', 'no-payment', 'amount-differs', 'twice',
			'other-batch', 'contradicts', 'day', 'unclear', 'no-day', 'other-day', 'other-account', 'whole-batch'))`.execute(
		db,
	);
	await sql`create index bank_answer_row_keys on bank_answer_row using gin (keys)`.execute(db);
}

async function dayChanges(db: Kysely<unknown>): Promise<void> {
	await sql`alter table payment_batch add column executes_on date`.execute(db);
	await sql`
		create table day_change (
			id uuid primary key,
			kind text not null check (kind in ('paid-on', 'executes-on')),
			disbursement_id uuid references disbursement,
			batch_id uuid references payment_batch,
			from_day date not null,
			to_day date not null check (to_day <> from_day),
			reason text not null check (reason <> ''),
			state text not null check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
			proposed_at timestamptz not null,
			proposed_by text not null references person,
			proposed_by_name text not null,
			ended_at timestamptz,
			ended_by text references person,
			ended_by_name text,
			ended_reason text check (ended_reason <> ''),
			constraint day_change_of check ((kind = 'paid-on') = (disbursement_id is not null) and (kind = 'executes-on') = (batch_id is not null)),
			constraint day_change_ended check ((state = 'proposed') = (ended_by is null) and num_nulls(ended_at, ended_by, ended_by_name) in (0, 3)),
			constraint day_change_two_persons check (state not in ('confirmed', 'declined') or ended_by <> proposed_by),
			constraint day_change_own_withdrawal check (state <> 'withdrawn' or ended_by = proposed_by),
			constraint day_change_declined_why check ((state = 'declined') = (ended_reason is not null))
		)`.execute(db);
	await sql`create unique index day_change_one_open on day_change (coalesce(disbursement_id, batch_id)) where state = 'proposed'`.execute(
		db,
	);
	await sql`create index day_change_of on day_change (coalesce(disbursement_id, batch_id), proposed_at)`.execute(db);
	await sql`
		create function day_change_kept() returns trigger language plpgsql as $$
		declare ending text[] := array['state', 'ended_at', 'ended_by', 'ended_by_name', 'ended_reason'];
		begin
			if tg_op = 'DELETE' or old.state <> 'proposed' or to_jsonb(new) - ending <> to_jsonb(old) - ending then
				raise exception 'a change of a day is kept' using errcode = 'restrict_violation', constraint = 'day_change_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger day_change_kept before update or delete on day_change for each row execute function day_change_kept()`.execute(
		db,
	);
}

/** A day that was said is changed by two persons, and by nothing else. */
async function keptDays(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function refuse_other_day() returns trigger language plpgsql as $$
		declare before date := (to_jsonb(old) ->> tg_argv[0])::date; after date := (to_jsonb(new) ->> tg_argv[0])::date;
		begin
			if not exists (select from day_change where coalesce(disbursement_id, batch_id) = new.id and kind = tg_argv[1]
				and state = 'confirmed' and from_day = before and to_day = after) then
				raise exception 'a day is changed by two persons' using errcode = 'restrict_violation', constraint = 'day_change_confirmed';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger disbursement_paid_on before update on disbursement for each row
		when (old.state = 'paid' and new.state = 'paid' and new.paid_on is distinct from old.paid_on)
		execute function refuse_other_day('paid_on', 'paid-on')`.execute(db);
	await sql`create trigger payment_batch_executes_on before update on payment_batch for each row
		when (old.executes_on is not null and new.executes_on is distinct from old.executes_on)
		execute function refuse_other_day('executes_on', 'executes-on')`.execute(db);
}

import { type Kysely, sql } from "kysely";

/**
 * Room disbursement, the Stripe rail: the accounts of payees at Stripe, each attempt to pay there, and every event that
 * Stripe reported. A batch goes by one rail.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table payment_batch add column rail text not null default 'bank-file' check (rail in ('bank-file', 'stripe'))`.execute(
		db,
	);
	await sql`alter table disbursement add column rail text not null default 'bank-file' check (rail in ('bank-file', 'stripe'))`.execute(
		db,
	);
	// One account for a tax code, whoever asked for it: a provider is paid for many businesses.
	await sql`
		create table stripe_account (
			tax_code text primary key,
			stripe_id text not null constraint stripe_account_id_once unique check (stripe_id ~ '^acct_'),
			name text not null,
			created_at timestamptz not null,
			created_by text references person,
			details_submitted boolean not null default false,
			payouts_enabled boolean not null default false,
			transfers_active boolean not null default false,
			due_count integer not null default 0,
			checked_at timestamptz
		)`.execute(db);
	await sql`
		alter table disbursement add column stripe_account text references stripe_account (stripe_id),
			add constraint disbursement_rail_account check ((rail = 'stripe') = (stripe_account is not null))`.execute(db);
	await sql`
		create table stripe_transfer (
			disbursement_id uuid not null references disbursement,
			attempt integer not null check (attempt > 0),
			key text not null constraint stripe_transfer_key_once unique,
			stripe_account text not null references stripe_account (stripe_id),
			amount_dong bigint not null check (amount_dong > 0),
			opened_at timestamptz not null,
			asked_at timestamptz,
			transfer_id text constraint stripe_transfer_id_once unique,
			payout_id text constraint stripe_payout_id_once unique,
			outcome text check (outcome in ('paid', 'failed')),
			ended_at timestamptz,
			came_back_at timestamptz,
			primary key (disbursement_id, attempt),
			constraint stripe_transfer_ended check ((outcome is null) = (ended_at is null)),
			constraint stripe_transfer_paid_is_known check (outcome is distinct from 'paid' or (transfer_id is not null and payout_id is not null)),
			constraint stripe_transfer_came_back check (came_back_at is null or outcome = 'paid')
		)`.execute(db);
	// A payment is tried again only once its last attempt has failed for certain.
	await sql`create unique index stripe_transfer_one_live on stripe_transfer (disbursement_id) where outcome is distinct from 'failed'`.execute(
		db,
	);
	await sql`
		create function stripe_transfer_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE'
				or row(new.disbursement_id, new.attempt, new.key, new.stripe_account, new.amount_dong, new.opened_at)
					is distinct from row(old.disbursement_id, old.attempt, old.key, old.stripe_account, old.amount_dong, old.opened_at)
				or (old.asked_at is not null and new.asked_at is distinct from old.asked_at)
				or (old.transfer_id is not null and new.transfer_id is distinct from old.transfer_id)
				or (old.payout_id is not null and new.payout_id is distinct from old.payout_id)
				or (old.outcome is not null and new.outcome is distinct from old.outcome) then
				raise exception 'what Stripe was asked and answered is kept' using errcode = 'restrict_violation', constraint = 'stripe_transfer_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger stripe_transfer_guard before update or delete on stripe_transfer for each row execute function stripe_transfer_guard()`.execute(
		db,
	);
	await sql`
		create table stripe_event (
			id text primary key,
			type text not null,
			account text,
			created_at timestamptz not null,
			received_at timestamptz not null,
			payload jsonb not null
		)`.execute(db);
	await sql`create trigger stripe_event_append_only before update or delete on stripe_event for each row execute function refuse_change()`.execute(
		db,
	);
}

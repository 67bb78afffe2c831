import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: Stripe's form for the account of a provider goes to the provider by a mailed link; a finance officer
 * confirms who holds an account and which bank account it pays out to, as Stripe tells them, before anything is paid to it.
 * What changes there has to be confirmed again, and a payment goes to the bank account that was confirmed when it was sent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table stripe_account
			add column form_email text,
			add column form_locale text check (form_locale in ('vi', 'en')),
			add column form_asked_at timestamptz,
			add column form_link_hash bytea unique,
			add column holder jsonb,
			add column confirmed_at timestamptz,
			add column confirmed_by text references person,
			add column confirmed_by_name text,
			add constraint stripe_account_form check (
				(form_email is null) = (form_asked_at is null) and (form_email is null) = (form_locale is null)),
			add constraint stripe_account_confirmed check (
				(confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (confirmed_by_name is null)
				and (confirmed_at is null or holder is not null))`.execute(db);
	await sql`alter table stripe_transfer add column bank_account text`.execute(db);
	await sql`
		create or replace function stripe_transfer_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE'
				or row(new.disbursement_id, new.attempt, new.key, new.stripe_account, new.bank_account, new.amount_dong, new.opened_at)
					is distinct from row(old.disbursement_id, old.attempt, old.key, old.stripe_account, old.bank_account, old.amount_dong, old.opened_at)
				or (old.asked_at is not null and new.asked_at is distinct from old.asked_at)
				or (old.transfer_id is not null and new.transfer_id is distinct from old.transfer_id)
				or (old.payout_id is not null and new.payout_id is distinct from old.payout_id)
				or (old.outcome is not null and new.outcome is distinct from old.outcome) then
				raise exception 'what Stripe was asked and answered is kept' using errcode = 'restrict_violation', constraint = 'stripe_transfer_kept';
			end if;
			return new;
		end $$`.execute(db);
	// Locked against a change at the same moment: what is sent goes to the holder that was confirmed.
	await sql`
		create function disbursement_confirmed_account() returns trigger language plpgsql as $$
		begin
			perform 1 from stripe_account where stripe_id = new.stripe_account and confirmed_at is not null for share;
			if not found then
				raise exception 'nobody has confirmed who holds the account at Stripe'
					using errcode = 'restrict_violation', constraint = 'disbursement_confirmed_account';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger disbursement_confirmed_account before insert or update of state, batch_id, stripe_account on disbursement for each row
		when (new.stripe_account is not null and new.batch_id is not null and new.state in ('scheduled', 'sent')) execute function disbursement_confirmed_account()`.execute(
		db,
	);
}

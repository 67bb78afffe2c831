import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: the business's own share, paid in through Stripe Checkout, held, passed to the provider with the
 * public share, and given back where it is not needed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table own_share (
			id uuid primary key,
			application_id uuid not null references application,
			amount_dong bigint not null check (amount_dong > 0),
			opened_at timestamptz not null,
			opened_by text not null references person,
			session_id text constraint own_share_session_once unique,
			outcome text check (outcome in ('paid', 'expired')),
			ended_at timestamptz,
			payment_intent text constraint own_share_payment_once unique,
			refund_dong bigint check (refund_dong between 1 and amount_dong),
			refund_id text constraint own_share_refund_once unique,
			refund_outcome text check (refund_outcome in ('refunded', 'failed')),
			refund_ended_at timestamptz,
			constraint own_share_ended check ((outcome is null) = (ended_at is null)),
			constraint own_share_paid_is_known check ((outcome is not distinct from 'paid') = (payment_intent is not null)),
			constraint own_share_refund_of_paid check (refund_dong is null or outcome = 'paid'),
			constraint own_share_refund_asked check (refund_id is null or refund_dong is not null),
			constraint own_share_refund_ended check ((refund_outcome is null) = (refund_ended_at is null)),
			constraint own_share_refund_known check (refund_outcome is null or refund_id is not null)
		)`.execute(db);
	// An application has one that was paid or may still be.
	await sql`create unique index own_share_one_live on own_share (application_id) where outcome is distinct from 'expired'`.execute(
		db,
	);
	await sql`
		create function own_share_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE'
				or row(new.id, new.application_id, new.amount_dong, new.opened_at, new.opened_by)
					is distinct from row(old.id, old.application_id, old.amount_dong, old.opened_at, old.opened_by)
				or (old.session_id is not null and new.session_id is distinct from old.session_id)
				or (old.outcome is not null and row(new.outcome, new.payment_intent) is distinct from row(old.outcome, old.payment_intent))
				or (old.refund_dong is not null and new.refund_dong is distinct from old.refund_dong)
				or (old.refund_id is not null and new.refund_id is distinct from old.refund_id)
				or (old.refund_outcome is not null and new.refund_outcome is distinct from old.refund_outcome) then
				raise exception 'what Stripe was asked and answered is kept' using errcode = 'restrict_violation', constraint = 'own_share_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger own_share_guard before update or delete on own_share for each row execute function own_share_guard()`.execute(
		db,
	);
	await passedWithPayments(db);
}

/** An attempt to pay a provider carries the own share of the claim beside the public share. */
async function passedWithPayments(db: Kysely<unknown>): Promise<void> {
	await sql`alter table stripe_transfer add column own_share_dong bigint not null default 0
		constraint stripe_transfer_own_share check (own_share_dong >= 0 and own_share_dong < amount_dong)`.execute(db);
	await sql`
		create function stripe_transfer_own_share_guard() returns trigger language plpgsql as $$
		begin
			raise exception 'what Stripe was asked and answered is kept' using errcode = 'restrict_violation', constraint = 'stripe_transfer_kept';
		end $$`.execute(db);
	await sql`create trigger stripe_transfer_own_share_guard before update of own_share_dong on stripe_transfer
		for each row when (new.own_share_dong is distinct from old.own_share_dong) execute function stripe_transfer_own_share_guard()`.execute(
		db,
	);
}

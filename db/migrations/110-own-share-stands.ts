import { type Kysely, sql } from "kysely";

/**
 * Rooms claim and disbursement: each claim keeps whether the own share that was paid in through Stripe stood for it when it
 * was submitted, so that a proof is asked for or the share is passed on, and never both or neither. What Stripe took back
 * of a share, by a dispute or a refund that nobody here asked for, is kept beside it, and stops the payments that counted on it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await countedOn(db);
	await sql`
		alter table own_share
			add column taken_dong bigint not null default 0 check (taken_dong >= 0),
			add column taken_times integer not null default 0 check (taken_times >= 0),
			add column questioned boolean not null default false,
			add constraint own_share_taken_of_paid check (outcome is not distinct from 'paid' or (taken_times = 0 and not questioned)),
			add constraint own_share_taken_counted check (taken_dong = 0 or taken_times > 0)`.execute(db);
	await stops(db);
}

async function countedOn(db: Kysely<unknown>): Promise<void> {
	await sql`alter table claim add column counts_own_share boolean`.execute(db);
	// As it was judged until now: the share was known to be paid when the claim was first submitted.
	await sql`
		update claim set counts_own_share = exists (
			select from own_share where application_id = claim.application_id and outcome = 'paid' and ended_at <= submitted.at)
		from (select claim_id, min(at) as at from claim_event where to_state = 'submitted' group by claim_id) submitted
		where submitted.claim_id = claim.id`.execute(db);
	await sql`
		create function claim_own_share_kept() returns trigger language plpgsql as $$
		begin
			if new.counts_own_share is null or (new.counts_own_share and not old.counts_own_share) then
				raise exception 'a claim that was proved otherwise does not count on the own share any more'
					using errcode = 'restrict_violation', constraint = 'claim_own_share_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger claim_own_share_kept before update of counts_own_share on claim for each row
		when (old.counts_own_share is not null) execute function claim_own_share_kept()`.execute(db);
}

/** No person stops them: Stripe took the money, and the program heard of it. */
async function stops(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table payment_stop
			add column own_share_id uuid references own_share,
			alter column stopped_by drop not null,
			drop constraint payment_stop_one_cause,
			add constraint payment_stop_one_cause check (num_nonnulls(certificate_id, recovery_id, own_share_id) = 1),
			add constraint payment_stop_by_person check ((stopped_by is null) = (own_share_id is not null))`.execute(db);
	// Decided once, and again where Stripe takes again what it had given back.
	await sql`create unique index payment_stop_own_share_open on payment_stop (own_share_id) where decided_at is null`.execute(
		db,
	);
	await sql`
		create or replace function payment_stop_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				perform from application where id = new.application_id for update;
				return new;
			end if;
			if tg_op = 'DELETE' or old.decided_at is not null
				or row(new.id, new.application_id, new.certificate_id, new.recovery_id, new.own_share_id, new.reason, new.stopped_at, new.stopped_by, new.stopped_by_name)
				is distinct from row(old.id, old.application_id, old.certificate_id, old.recovery_id, old.own_share_id, old.reason, old.stopped_at, old.stopped_by, old.stopped_by_name) then
				raise exception 'a stop is decided once' using errcode = 'restrict_violation', constraint = 'payment_stop_kept';
			end if;
			return new;
		end $$`.execute(db);
}

import { type Kysely, sql } from "kysely";

/**
 * Rooms claim, disbursement and recovery: money paid ahead of the costs (Circular 52/2023/TT-BTC, article 16(2)) and money
 * kept back until the last claim. Both are claims with one payment each, like those for costs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// Of what a claim for costs earned, one part was paid ahead, one is kept back, and the rest is paid for it.
	await sql`
		alter table claim
			add column kind text not null default 'costs' check (kind in ('costs', 'advance', 'retention')),
			add column advance_offset_dong bigint not null default 0 check (advance_offset_dong >= 0),
			add column retained_dong bigint not null default 0 check (retained_dong >= 0),
			add column retains_claim_id uuid references claim constraint claim_retention_once unique,
			add column payable_dong bigint generated always as (subsidy_dong - advance_offset_dong - retained_dong) stored
				constraint claim_payable_floor check (payable_dong >= 0),
			add constraint claim_retention_of check ((kind = 'retention') = (retains_claim_id is not null)),
			-- One that was given up before it was sent has no amounts.
			drop constraint claim_amounts_once_submitted,
			add constraint claim_amounts_once_submitted check (state = 'draft' or (state = 'refused' and submitted_at is null)
				or (submitted_at is not null and cost_dong is not null and subsidy_dong is not null)),
			add constraint claim_only_costs_earn check (kind = 'costs' or (advance_offset_dong = 0 and retained_dong = 0))`.execute(
		db,
	);
	// One advance for an application; one that was refused may be asked for again.
	await sql`create unique index claim_advance_once on claim (application_id) where kind = 'advance' and state <> 'refused'`.execute(
		db,
	);
	await paidAsVerified(db);
	// What came back of an advance before it was earned: it was never support, and is promised again.
	await sql`alter table recovery_receipt add column unearned_dong bigint not null default 0
		check (unearned_dong >= 0 and unearned_dong <= amount_dong)`.execute(db);
}

/** A payment is of what was verified, no more and no less, and stays so: the claim keeps its amounts once it has one. */
async function paidAsVerified(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function disbursement_as_verified() returns trigger language plpgsql as $$
		begin
			if not exists (select 1 from claim where id = new.claim_id and application_id = new.application_id
				and state = 'verified' and payable_dong = new.amount_dong) then
				raise exception 'a payment is of what was verified' using errcode = 'restrict_violation', constraint = 'disbursement_as_verified';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger disbursement_as_verified before insert on disbursement for each row execute function disbursement_as_verified()`.execute(
		db,
	);
	await sql`
		create function claim_paid_kept() returns trigger language plpgsql as $$
		begin
			if row(new.application_id, new.kind, new.state, new.subsidy_dong, new.advance_offset_dong, new.retained_dong, new.retains_claim_id)
				is distinct from row(old.application_id, old.kind, old.state, old.subsidy_dong, old.advance_offset_dong, old.retained_dong, old.retains_claim_id)
				and exists (select 1 from disbursement where claim_id = old.id) then
				raise exception 'a claim with a payment keeps its amounts' using errcode = 'restrict_violation', constraint = 'claim_paid_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger claim_paid_kept before update on claim for each row execute function claim_paid_kept()`.execute(
		db,
	);
}

import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: an account at Stripe is opened by a business for the payee of its own claims, and only these are paid to
 * it. Whoever opened the account of a provider first would otherwise be paid for the provider's other customers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table stripe_account add column business_id uuid references business`.execute(db);
	await sql`
		update stripe_account set business_id = (
			select business_id from business_member where person_id = created_by order by business_id limit 1)`.execute(db);
	await sql`alter table stripe_account drop constraint stripe_account_pkey`.execute(db);
	await sql`
		create unique index stripe_account_of_customer on stripe_account (tax_code, business_id) nulls not distinct`.execute(
		db,
	);
	await sql`alter table stripe_account add primary key (stripe_id)`.execute(db);
	await sql`
		create function disbursement_own_stripe_account() returns trigger language plpgsql as $$
		begin
			if not exists (
				select from stripe_account
				join claim on claim.id = new.claim_id
				join application on application.id = claim.application_id
				where stripe_account.stripe_id = new.stripe_account
					and stripe_account.business_id is not distinct from application.business_id) then
				raise exception 'an account at Stripe is for the claims of the business that opened it'
					using errcode = 'restrict_violation', constraint = 'disbursement_own_stripe_account';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger disbursement_own_stripe_account before insert or update of stripe_account on disbursement for each row
		when (new.stripe_account is not null) execute function disbursement_own_stripe_account()`.execute(db);
}

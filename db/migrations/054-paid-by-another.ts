import { type Kysely, sql } from "kysely";

/**
 * Rooms claim and disbursement: nobody is paid by their own invoice. No payment is sent whose seller is the applicant or a
 * branch of it, by a line of the claim, an invoice, or the line that an advance is for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function claim_pays_applicant(uuid) returns boolean language sql stable as $$
			select exists (
				select from claim
				join application on application.id = claim.application_id
				join business on business.id = application.business_id
				join claim source on source.id in (claim.id, claim.retains_claim_id)
				where claim.id = $1 and business.tax_code in (
					select split_part(cost_line.provider_tax_code, '-', 1) from claim_line
						join cost_line on cost_line.id = claim_line.cost_line_id where claim_line.claim_id = source.id
					union all select split_part(seller_tax_code, '-', 1) from invoice where claim_id = source.id
					union all select split_part(payee.provider_tax_code, '-', 1) from cost_line payee
						where source.kind = 'advance' and payee.id::text = source.draft -> 'lines' -> 0 ->> 'costLineId'))
		$$`.execute(db);
	await sql`
		create function disbursement_to_another() returns trigger language plpgsql as $$
		begin
			if claim_pays_applicant(new.claim_id) then
				raise exception 'nobody is paid by their own invoice'
					using errcode = 'restrict_violation', constraint = 'disbursement_to_another';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger disbursement_to_another before update on disbursement for each row
		when (new.state = 'sent' and old.state is distinct from 'sent') execute function disbursement_to_another()`.execute(
		db,
	);
}

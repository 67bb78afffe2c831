import { type Kysely, sql } from "kysely";

/**
 * Rooms claim and recovery: what of an agreed application's approval no verified claim has earned and its advance can
 * still be earned from. Where the agreement pays providers, only claims of the provider who got the advance earn it; a
 * branch is of the business that it belongs to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function advance_earnable(uuid) returns bigint language sql stable as $$
			select coalesce(sum(line.approved_dong - coalesce(earned.dong, 0)), 0)::bigint
			from application join agreement on agreement.application_id = application.id
			join decision_line line on line.decision_id = agreement.decision_id
			join cost_line on cost_line.id = line.cost_line_id
			left join lateral (
				select sum(claim_line.subsidy_dong) as dong from claim_line join claim on claim.id = claim_line.claim_id
				where claim_line.cost_line_id = line.cost_line_id and claim.state = 'verified' and claim.kind = 'costs'
			) earned on true
			where application.id = $1 and application.state = 'agreed' and (agreement.payee = 'business'
				or split_part(cost_line.provider_tax_code, '-', 1) in (
					select split_part(payee.provider_tax_code, '-', 1) from claim advance
					join cost_line payee on payee.id::text = advance.draft -> 'lines' -> 0 ->> 'costLineId'
					where advance.application_id = $1 and advance.kind = 'advance' and advance.state = 'verified'))
		$$`.execute(db);
}

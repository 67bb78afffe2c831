import { type Kysely, sql } from "kysely";
import { endOfDay, type PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";

export const stepNames = ["registered", "assessed", "submitted", "approved", "agreed", "paid", "completed"] as const;

/** How many businesses came so far; each step holds businesses of the step before. */
export type Steps = Record<(typeof stepNames)[number], number>;

/** The way of businesses through one programme: those that were registered by its last day. */
export async function programmeSteps(
	db: Kysely<Tables>,
	{ id, closesOn }: { id: string; closesOn: PlainDate },
): Promise<Steps> {
	const { rows } = await sql<Record<keyof Steps, bigint>>`
		select
			(select count(*) from business where created_at <= ${endOfDay(closesOn)}) as registered,
			(select count(*) from business where created_at <= ${endOfDay(closesOn)} and exists (
				select 1 from assessment where assessment.completed_at <= ${endOfDay(closesOn)} and (
					assessment.business_id = business.id or assessment.business_id is null and assessment.person_id in (
						select person_id from business_member where business_member.business_id = business.id)))) as assessed,
			count(distinct business_id) as submitted,
			count(distinct business_id) filter (where approved_dong is not null) as approved,
			count(distinct business_id) filter (where accepted) as agreed,
			count(distinct business_id) filter (where paid_dong > 0) as paid,
			count(distinct business_id) filter (where state = 'completed') as completed
		from (
			select application.business_id, application.state, application.approved_dong,
				exists (select 1 from agreement
					where agreement.application_id = application.id and accepted_at is not null) as accepted,
				(select sum(balance_dong) from ledger_account where kind in ('paid', 'advanced') and book = envelope.id::text
					and owner = application.id::text) as paid_dong
			from application
			left join envelope on envelope.programme_id = application.programme_id
				and envelope.association_id = application.association_id
			where application.programme_id = ${id} and application.submitted_at is not null
		) subsidy`.execute(db);
	const row = rows[0];
	return Object.fromEntries(stepNames.map((name) => [name, Number(row?.[name] ?? 0)])) as Steps;
}

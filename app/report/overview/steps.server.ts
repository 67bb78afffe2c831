import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

export const stepNames = [
	"started",
	"submitted",
	"answered",
	"approved",
	"agreed",
	"claimed",
	"paid",
	"completed",
] as const;

/** How many applications came so far; each step holds applications of the step before. */
export type Steps = Record<(typeof stepNames)[number], number>;

/** The way of applications through one programme: the same files at every step, as in its other figures. */
export async function programmeSteps(db: Kysely<Tables>, programmeId: string): Promise<Steps> {
	const { rows } = await sql<Record<keyof Steps, bigint>>`
		select count(*) as started,
			count(*) filter (where submitted_at is not null) as submitted,
			count(*) filter (where answered) as answered,
			count(*) filter (where approved) as approved,
			count(*) filter (where accepted) as agreed,
			count(*) filter (where accepted and claimed) as claimed,
			count(*) filter (where accepted and claimed and paid_dong > 0) as paid,
			count(*) filter (where accepted and claimed and paid_dong > 0 and state = 'completed') as completed
		from (
			select application.state, application.submitted_at,
				application.approved_dong is not null as approved,
				application.approved_dong is not null or application.state = 'rejected' as answered,
				exists (select 1 from agreement
					where agreement.application_id = application.id and accepted_at is not null) as accepted,
				exists (select 1 from claim
					where claim.application_id = application.id and claim.state in ('submitted', 'returned', 'verified')) as claimed,
				(select sum(balance_dong) from ledger_account where kind in ('paid', 'advanced') and book = envelope.id::text
					and owner = application.id::text) as paid_dong
			from application
			left join envelope on envelope.programme_id = application.programme_id
				and envelope.association_id = application.association_id
			where application.programme_id = ${programmeId}
		) subsidy`.execute(db);
	const row = rows[0];
	return Object.fromEntries(stepNames.map((name) => [name, Number(row?.[name] ?? 0)])) as Steps;
}

import { sql } from "kysely";
import type { Invariant } from "#app/ledger/invariant.server.ts";

const received = sql`
	select recovery_id, sum(amount_dong) as amount from recovery_receipt where recovery_receipt_counts(id) group by 1`;

/** That what is asked back adds up: what was asked of each payment, in which parts, and when it is over. */
export const recoveryInvariants = [
	{
		// The parts of the plan that holds, with what had come back before there was one.
		name: "recovery_is_parts",
		rows: sql`select recovery.reference as subject, recovery.amount_dong as expected,
				plan.received_dong + coalesce((select sum(amount_dong) from recovery_instalment where plan_id = plan.id), 0) as found
			from recovery join recovery_plan plan on plan.recovery_id = recovery.id
			where plan.number = (select max(number) from recovery_plan where recovery_id = recovery.id)`,
	},
	{
		name: "recovery_settled",
		rows: sql`select recovery.reference as subject, (recovery.state = 'settled')::int as expected,
				(recovery.state <> 'dropped' and coalesce(received.amount, 0) = recovery.amount_dong)::int as found
			from recovery left join (${received}) received on received.recovery_id = recovery.id`,
	},
	{
		// Of one that was dropped, only what had come back by then counts.
		name: "recovery_within_payment",
		rows: sql`select payment.reference as subject, 0 as expected,
				greatest(0, sum(case when recovery.state = 'dropped' then coalesce(received.amount, 0) else recovery.amount_dong end)
					- payment.amount_dong) as found
			from disbursement payment join recovery on recovery.disbursement_id = payment.id
			left join (${received}) received on received.recovery_id = recovery.id
			group by payment.id`,
	},
] as const satisfies Invariant[];

import { type RawBuilder, sql } from "kysely";
import type { Invariant } from "#app/ledger/invariant.server.ts";

/*
 * What businesses paid in of their own share stands in a book of its own, and agrees with what Stripe took and gave.
 */

/** The balance of a kind of account in that book, by application. */
function balances(kind: string): RawBuilder<unknown> {
	return sql`select owner, balance_dong as amount from ledger_account where book = 'own-share' and kind = ${kind}`;
}

const paidIn = sql`select application_id, sum(amount_dong) as amount,
		sum(case when refund_outcome = 'refunded' then refund_dong else 0 end) as refunded,
		sum(taken_dong) as taken
	from own_share where outcome = 'paid' group by 1`;

const passed = sql`select payment.application_id, sum(attempt.own_share_dong) as amount
	from stripe_transfer attempt join disbursement payment on payment.id = attempt.disbursement_id
	where attempt.outcome = 'paid' group by 1`;

/** What is there of it; below zero what the city laid out. */
const left = sql`coalesce(paid_in.amount, 0) - coalesce(passed.amount, 0) - coalesce(paid_in.refunded, 0) - coalesce(paid_in.taken, 0)`;

export const ownShareInvariants = [
	{
		name: "own_share_held",
		rows: sql`select application.reference as subject,
				greatest(${left}, 0) as expected,
				coalesce(held.amount, 0) as found
			from application left join (${paidIn}) paid_in on paid_in.application_id = application.id
			left join (${passed}) passed on passed.application_id = application.id
			left join (${balances("own-held")}) held on held.owner = application.id::text
			where paid_in.amount is not null or passed.amount > 0 or held.amount is not null`,
	},
	{
		name: "own_share_passed",
		rows: sql`select payment.reference as subject, coalesce(sum(attempt.own_share_dong), 0) as expected,
				coalesce((select sum(entry.amount_dong) from ledger_transfer transfer
					join ledger_entry entry on entry.transfer_id = transfer.id
					join ledger_account account on account.id = entry.account_id and account.kind = 'own-passed'
					where transfer.key = 'pass:' || payment.id), 0) as found
			from disbursement payment left join stripe_transfer attempt
				on attempt.disbursement_id = payment.id and attempt.outcome = 'paid'
			group by payment.id`,
	},
	{
		name: "own_share_refunded",
		rows: sql`select application.reference as subject, coalesce(paid_in.refunded, 0) as expected,
				coalesce(refunded.amount, 0) as found
			from application left join (${paidIn}) paid_in on paid_in.application_id = application.id
			left join (${balances("own-refunded")}) refunded on refunded.owner = application.id::text
			where paid_in.amount is not null or refunded.amount is not null`,
	},
	{
		name: "own_share_taken",
		rows: sql`select application.reference as subject, coalesce(paid_in.taken, 0) as expected,
				coalesce(taken.amount, 0) as found
			from application left join (${paidIn}) paid_in on paid_in.application_id = application.id
			left join (${balances("own-taken")}) taken on taken.owner = application.id::text
			where paid_in.amount is not null or taken.amount is not null`,
	},
	{
		// Nothing is laid out for a business but what Stripe took of its share.
		name: "own_share_owed",
		rows: sql`select application.reference as subject,
				least(greatest(-(${left}), 0), coalesce(paid_in.taken, 0)) as expected, -coalesce(owed.amount, 0) as found
			from application left join (${paidIn}) paid_in on paid_in.application_id = application.id
			left join (${passed}) passed on passed.application_id = application.id
			left join (${balances("own-owed")}) owed on owed.owner = application.id::text
			where paid_in.amount is not null or owed.amount is not null`,
	},
] as const satisfies Invariant[];

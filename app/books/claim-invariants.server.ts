import { type RawBuilder, sql } from "kysely";
import type { HoldingKind } from "#app/funding/accounts.ts";
import type { Invariant } from "#app/ledger/invariant.server.ts";

/*
 * A claim is booked once when it is verified, a payment once when the bank has paid, each for its own amount.
 */

/**
 * What the transfers of one cause, and their reversals, moved to accounts of kinds; `cause` is the transfer's key without
 * the number by which a payment is booked again after a correction.
 */
function booked(...kinds: HoldingKind[]): RawBuilder<unknown> {
	const key = sql`coalesce(original.key, transfer.key)`;
	return sql`select split_part(${key}, ':', 1) || ':' || split_part(${key}, ':', 2) as cause, sum(entry.amount_dong) as amount
		from ledger_entry entry join ledger_account account on account.id = entry.account_id
			and account.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})
		join ledger_transfer transfer on transfer.id = entry.transfer_id
		left join ledger_transfer original on original.id = transfer.reverses
		group by 1`;
}

/** An advance that was paid is not earned yet. */
const paidOut = booked("paid", "advanced");

/** A setting of the programme in whole percent, as the application is judged by it. */
function percentOf(setting: "advancePercent" | "retentionPercent"): RawBuilder<unknown> {
	return sql`coalesce((select (version.rules->'settings'->>${sql.lit(setting)})::int
		from submission join programme_version version on version.id = submission.programme_version_id
		where submission.id = application.submission_id), 0)`;
}

export const claimInvariants = [
	{
		name: "claim_is_lines",
		// An advance, and what was kept back, have no lines; what was given up before it was sent has no amount.
		rows: sql`select claim.reference as subject,
				coalesce(sum(claim_line.subsidy_dong), case when claim.kind = 'costs' then 0 else claim.subsidy_dong end) as expected,
				claim.subsidy_dong as found
			from claim left join claim_line on claim_line.claim_id = claim.id
			where claim.state <> 'draft' and claim.submitted_at is not null group by claim.id`,
	},
	{
		name: "claim_within_approval",
		rows: sql`select application.reference || ' #' || cost_line.position as subject,
				least(claimed.amount, coalesce(granted.approved_dong, 0)) as expected, claimed.amount as found
			from (
				select claim.application_id, claim_line.cost_line_id, sum(claim_line.subsidy_dong) as amount
				from claim join claim_line on claim_line.claim_id = claim.id
				where claim.state in ('submitted', 'returned', 'verified') group by 1, 2
			) claimed join application on application.id = claimed.application_id
			join cost_line on cost_line.id = claimed.cost_line_id
			left join (
				select decision_line.cost_line_id, decision_line.approved_dong from decision_line
				join decision on decision.id = decision_line.decision_id and decision.kind in ('approve', 'approve_in_part')
			) granted on granted.cost_line_id = claimed.cost_line_id`,
	},
	{
		// No invoice of a claim that stands can be claimed again, and each of a refused claim can.
		name: "invoice_released",
		rows: sql`select claim.reference as subject, case when claim.state = 'refused' then count(*) else 0 end as expected,
				count(invoice.released_at) as found
			from claim join invoice on invoice.claim_id = claim.id group by claim.id`,
	},
	{
		name: "claim_payable",
		rows: sql`select claim.reference as subject,
				case when claim.state = 'verified' then claim.payable_dong - coalesce(paid.amount, 0) else 0 end as expected,
				coalesce(payable.amount, 0) + coalesce(left_over.amount, 0) as found
			from claim left join disbursement payment on payment.claim_id = claim.id
			left join (${booked("payable")}) payable on payable.cause = 'payable:' || claim.id
			left join (${booked("payable")}) left_over on left_over.cause = 'pay:' || payment.id
			left join (${paidOut}) paid on paid.cause = 'pay:' || payment.id`,
	},
	{
		name: "claim_paid_within_verified",
		rows: sql`select claim.reference as subject,
				least(coalesce(paid.amount, 0), case when claim.state = 'verified' then claim.payable_dong else 0 end) as expected,
				coalesce(paid.amount, 0) as found
			from claim left join disbursement payment on payment.claim_id = claim.id
			left join (${paidOut}) paid on paid.cause = 'pay:' || payment.id`,
	},
	{
		// What was booked for a claim took this from the advance and left that behind.
		name: "claim_split_booked",
		rows: sql`select claim.reference as subject, claim.advance_offset_dong as expected, -coalesce(advanced.amount, 0) as found
			from claim left join (${booked("advanced")}) advanced on advanced.cause = 'payable:' || claim.id
			union all
			select claim.reference, claim.retained_dong, coalesce(retained.amount, 0)
			from claim left join (${booked("retained")}) retained on retained.cause = 'payable:' || claim.id
			where claim.kind <> 'retention'`,
	},
	{
		name: "retention_is_kept",
		rows: sql`select claim.reference as subject, case when kept.state = 'verified' then kept.retained_dong else 0 end as expected,
				claim.subsidy_dong as found
			from claim join claim kept on kept.id = claim.retains_claim_id where claim.kind = 'retention' and claim.state = 'verified'`,
	},
	{
		name: "advance_within_limit",
		rows: sql`select claim.reference as subject,
				least(claim.subsidy_dong, application.approved_dong * ${percentOf("advancePercent")} / 100) as expected,
				claim.subsidy_dong as found
			from claim join application on application.id = claim.application_id
			where claim.kind = 'advance' and claim.state in ('submitted', 'returned', 'verified')`,
	},
	{
		name: "retention_within_limit",
		rows: sql`select claim.reference as subject,
				least(claim.retained_dong, claim.subsidy_dong * ${percentOf("retentionPercent")} / 100) as expected,
				claim.retained_dong as found
			from claim join application on application.id = claim.application_id where claim.retained_dong > 0`,
	},
	{
		name: "payment_is_claim",
		// The payment of a claim that was ended is never made.
		rows: sql`select payment.reference as subject, case when claim.state = 'verified' then claim.payable_dong else 0 end as expected,
				case when payment.state = 'cancelled' then 0 else payment.amount_dong end as found
			from disbursement payment left join claim on claim.id = payment.claim_id`,
	},
	{
		name: "payment_paid",
		rows: sql`select payment.reference as subject,
				case when payment.state = 'paid' then payment.amount_dong else 0 end as expected,
				coalesce(paid.amount, 0) as found
			from disbursement payment left join (${paidOut}) paid on paid.cause = 'pay:' || payment.id`,
	},
	{
		name: "payment_booked_once",
		rows: sql`select payment.reference as subject, (payment.state = 'paid')::int as expected,
				count(transfer.id) as found
			from disbursement payment left join ledger_transfer transfer
				on transfer.why = payment.reference and transfer.reason = 'pay'
				and not exists (select from ledger_transfer reversal where reversal.reverses = transfer.id)
			group by payment.id`,
	},
	{
		name: "batch_sent",
		rows: sql`select batch.reference as subject, coalesce(sum(payment.amount_dong), 0) as expected, batch.exported_dong as found
			from payment_batch batch left join batch_payment on batch_payment.batch_id = batch.id
			left join disbursement payment on payment.id = batch_payment.disbursement_id
			where batch.exported_at is not null and not exists (select from batch_removal removal
				where removal.batch_id = batch_payment.batch_id and removal.disbursement_id = batch_payment.disbursement_id)
			group by batch.id`,
	},
	{
		// What the bank has or had, its batch was released by another person than who made it or verified the claim.
		name: "payment_released",
		rows: sql`select payment.reference as subject, 1 as expected,
				(batch.released_by is not null and batch.released_by <> batch.created_by
					and batch.released_by is distinct from claim.answered_by and batch.released_by is distinct from kept.answered_by)::int as found
			from disbursement payment join claim on claim.id = payment.claim_id left join claim kept on kept.id = claim.retains_claim_id
			left join payment_batch batch on batch.id = payment.batch_id where payment.state not in ('scheduled', 'cancelled')`,
	},
	{
		// What counts as paid through Stripe was paid there, once and whole; what went with it of the own share is counted apart.
		name: "stripe_paid",
		rows: sql`select payment.reference as subject,
				case when payment.rail = 'stripe' and payment.state = 'paid' then payment.amount_dong else 0 end as expected,
				coalesce(sum(attempt.amount_dong - attempt.own_share_dong), 0) as found
			from disbursement payment left join stripe_transfer attempt
				on attempt.disbursement_id = payment.id and attempt.outcome = 'paid' and attempt.taken_back_at is null
			group by payment.id`,
	},
	{
		// What waits for Stripe's answer is being asked for, and nothing else is.
		name: "stripe_awaited",
		rows: sql`select payment.reference as subject,
				(payment.rail = 'stripe' and payment.state in ('sent', 'unknown'))::int as expected, count(attempt.key) as found
			from disbursement payment left join stripe_transfer attempt
				on attempt.disbursement_id = payment.id and attempt.outcome is null
			group by payment.id`,
	},
] as const satisfies Invariant[];

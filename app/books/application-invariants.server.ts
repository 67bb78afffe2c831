import { type RawBuilder, sql } from "kysely";
import type { Invariant } from "#app/ledger/invariant.server.ts";

/*
 * Where an application stands says what it holds: nothing before approval and after its end, what was approved until the
 * agreement, and from then on what is promised, paid ahead, kept back, due and paid.
 */

const approvals = sql`
	select decision.application_id, sum(decision_line.approved_dong) as granted
	from decision join decision_line on decision_line.decision_id = decision.id
	where decision.kind in ('approve', 'approve_in_part') group by 1`;

/**
 * What verified claims earned, what of it was paid ahead (`offset_by`), kept back (`kept`) and is due or paid; `advance` is
 * what was verified to be paid ahead, `advanced` what of it has arrived.
 */
const verified = sql`
	select claim.application_id,
		coalesce(sum(claim.subsidy_dong) filter (where kind = 'costs'), 0) as earned,
		coalesce(sum(claim.subsidy_dong) filter (where kind = 'advance'), 0) as advance,
		sum(claim.advance_offset_dong) as offset_by,
		sum(claim.retained_dong) - coalesce(sum(claim.subsidy_dong) filter (where kind = 'retention'), 0) as kept,
		coalesce(sum(claim.payable_dong) filter (where payment.state is null or payment.state <> 'paid'), 0) as unpaid,
		coalesce(sum(payment.amount_dong) filter (where payment.state = 'paid' and kind <> 'advance'), 0) as paid,
		coalesce(sum(payment.amount_dong) filter (where payment.state = 'paid' and kind = 'advance'), 0) as advanced
	from claim left join disbursement payment on payment.claim_id = claim.id
	where claim.state = 'verified' group by 1`;

function received(of: "amount_dong" | "unearned_dong"): RawBuilder<unknown> {
	return sql`coalesce((
		select sum(receipt.${sql.ref(of)}) from recovery_receipt receipt join recovery on recovery.id = receipt.recovery_id
		where recovery.application_id = application.id and recovery_receipt_counts(receipt.id)), 0)`;
}

/** What the envelope covers of an advance that was recorded as paid back and was not. */
const covered = sql`coalesce((
	select sum(entry.amount_dong) from ledger_account account join ledger_entry entry on entry.account_id = account.id
	join ledger_transfer transfer on transfer.id = entry.transfer_id
	where account.kind = 'committed' and account.owner = application.id::text and transfer.reason in ('cover-advance', 'return-cover')), 0)`;

/** Support that was paid back; what came back of an advance before it was earned is not support. */
const recovered = sql`(${received("amount_dong")} - ${received("unearned_dong")})`;

/** A row for each application: what it should hold as `kind`, and what it does. */
function holding(kind: string, expected: RawBuilder<unknown>): RawBuilder<unknown> {
	return sql`select application.reference as subject, ${expected} as expected, coalesce(held.amount, 0) as found
		from application left join (${verified}) verified on verified.application_id = application.id
		left join (
			select owner, sum(balance_dong) as amount from ledger_account where kind = ${kind} group by 1
		) held on held.owner = application.id::text`;
}

export const applicationInvariants = [
	{
		name: "approval_decided",
		rows: sql`select application.reference as subject, approvals.granted as expected, application.approved_dong as found
			from application left join (${approvals}) approvals on approvals.application_id = application.id`,
	},
	{
		name: "decision_is_lines",
		rows: sql`select application.reference as subject, coalesce(sum(decision_line.approved_dong), 0) as expected,
				decision.approved_dong as found
			from decision join application on application.id = decision.application_id
			left join decision_line on decision_line.decision_id = decision.id group by application.id, decision.id`,
	},
	{
		name: "agreement_is_approval",
		rows: sql`select application.reference as subject, application.approved_dong as expected, agreement.amount_dong as found
			from agreement join application on application.id = agreement.application_id`,
	},
	{
		name: "agreement_accepted",
		rows: sql`select application.reference as subject, (application.state in ('agreed', 'completed', 'cancelled'))::int as expected,
				(agreement.in_force_at is not null)::int as found
			from application left join agreement on agreement.application_id = application.id`,
	},
	{
		name: "reserved_is_approved",
		rows: holding(
			"reserved",
			sql`case when application.state = 'approved' then coalesce(application.approved_dong, 0) else 0 end`,
		),
	},
	{
		name: "committed_is_agreed",
		rows: holding(
			"committed",
			sql`case when application.state = 'agreed'
				then coalesce(application.approved_dong, 0) - coalesce(verified.earned + verified.advance - verified.offset_by, 0)
					+ ${received("unearned_dong")} + ${covered} else 0 end`,
		),
	},
	{
		// The envelope covers just what of an advance is outstanding and no claim can earn any more.
		name: "cover_is_short",
		rows: sql`select application.reference as subject, ${covered} as found, greatest(0, coalesce(verified.advance - verified.offset_by, 0)
				- ${received("unearned_dong")} - advance_earnable(application.id)) as expected
			from application left join (${verified}) verified on verified.application_id = application.id`,
	},
	{ name: "payable_is_verified", rows: holding("payable", sql`coalesce(verified.unpaid, 0)`) },
	{
		name: "advanced_is_outstanding",
		rows: holding("advanced", sql`coalesce(verified.advanced - verified.offset_by, 0) - ${received("unearned_dong")}`),
	},
	{ name: "retained_is_kept", rows: holding("retained", sql`coalesce(verified.kept, 0)`) },
	{
		name: "paid_is_answered",
		rows: holding("paid", sql`coalesce(verified.paid + verified.offset_by, 0) - ${recovered}`),
	},
	{ name: "recovered_is_received", rows: holding("recovered", recovered) },
] as const satisfies Invariant[];

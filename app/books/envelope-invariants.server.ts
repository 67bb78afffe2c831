import { sql } from "kysely";
import { holdingKinds } from "#app/funding/accounts.ts";
import type { Invariant } from "#app/ledger/invariant.server.ts";
import { accountLabel, transferLabel } from "#app/ledger/ledger-invariants.server.ts";

/*
 * Budget, envelopes and ceilings: what the accounts must be for the programmes and the rules that they serve.
 */

const envelopeLabel = sql`envelope.programme_id || ' / ' || envelope.association_id`;
const holdings = sql`(${sql.join(holdingKinds.map((kind) => sql.lit(kind)))})`;

/** The budget of a programme now: as granted first, with what was added to it and taken from it since. */
const budgetNow = sql`programme.budget_dong + (
	select coalesce(sum(case change.kind when 'top-up' then change.amount_dong when 'cut' then -change.amount_dong else 0 end), 0)
	from budget_change change where change.programme_id = programme.id and change.state = 'confirmed')`;

/** What an envelope was given, less what it gave away. */
const allottedNow = sql`(
	select coalesce(sum(case when change.to_association = envelope.association_id then change.amount_dong else -change.amount_dong end), 0)
	from budget_change change where change.state = 'confirmed' and change.programme_id = envelope.programme_id
		and envelope.association_id in (change.from_association, change.to_association)
	) - (select coalesce(sum(amount_dong), 0) from year_closing_return where envelope_id = envelope.id)`;

/** What counts against each ceiling now: all that was granted, of a completed application all that was verified. */
const heldUnderCeilings = sql`
	select concat_ws(':', business.tax_code, held.code,
			extract(year from application.submitted_at at time zone 'Asia/Ho_Chi_Minh')) as owner, sum(held.amount) as amount
	from application join business on business.id = application.business_id
	join (
		select decision.application_id, cost_line.support_item_code as code, decision_line.approved_dong as amount, false as claimed
		from decision join decision_line on decision_line.decision_id = decision.id
		join cost_line on cost_line.id = decision_line.cost_line_id
		where decision.kind in ('approve', 'approve_in_part')
		union all
		select claim.application_id, cost_line.support_item_code, claim_line.subsidy_dong, true
		from claim join claim_line on claim_line.claim_id = claim.id
		join cost_line on cost_line.id = claim_line.cost_line_id where claim.state = 'verified'
	) held on held.application_id = application.id and held.claimed = (application.state = 'completed')
	where application.state in ('approved', 'agreed', 'completed')
	group by 1`;

/** Every ceiling that any version of any programme has for an item. */
const lawfulCeilings = sql`
	select item->>'code' as code, (rate->>'ceilingDong')::bigint as ceiling_dong
	from programme_version version, jsonb_array_elements(version.rules->'supportItems') item,
		jsonb_array_elements(item->'rates') rate
	where rate->>'ceilingDong' is not null group by 1, 2`;

export const envelopeInvariants = [
	{
		name: "budget_appropriated",
		rows: sql`select programme.id as subject, ${budgetNow} as expected, -account.balance_dong as found
			from programme left join ledger_account account
				on account.kind = 'appropriation' and account.book = programme.id and account.owner = ''`,
	},
	{
		name: "budget_placed",
		rows: sql`select programme.id as subject, ${budgetNow} as expected, coalesce(sum(account.balance_dong), 0) as found
			from programme left join (
				select id as book, id as programme_id from programme
				union all select id::text, programme_id from envelope
			) book on book.programme_id = programme.id
			left join ledger_account account on account.book = book.book and account.kind <> 'appropriation'
			group by programme.id`,
	},
	{
		name: "envelope_allotted",
		rows: sql`select ${envelopeLabel} as subject, ${allottedNow} as expected,
				(select coalesce(sum(balance_dong), 0) from ledger_account where book = envelope.id::text) as found
			from envelope`,
	},
	{
		// Only the appropriation, what businesses paid in, and the other side of a ceiling's counter may be below zero.
		name: "floor_set",
		rows: sql`select ${accountLabel} as subject, 0 as expected, account.floor_dong as found from ledger_account account
			where account.kind in ('unallotted', 'available', 'ceiling-used', 'own-held', 'own-passed', 'own-refunded', 'own-taken') or account.kind in ${holdings}`,
	},
	{
		name: "holding_owned",
		rows: sql`select ${accountLabel} as subject, case when envelope.id is not null then account.balance_dong else 0 end as expected,
				account.balance_dong as found
			from ledger_account account left join application on application.id::text = account.owner
			left join envelope on envelope.id::text = account.book and envelope.programme_id = application.programme_id
				and envelope.association_id = application.association_id
			where account.kind in ${holdings}`,
	},
	{
		name: "ceiling_held",
		rows: sql`select coalesce(account.owner, held.owner) as subject, coalesce(held.amount, 0) as expected,
				coalesce(account.balance_dong, 0) as found
			from (select * from ledger_account where kind = 'ceiling-used') account
			full join (${heldUnderCeilings}) held on held.owner = account.owner`,
	},
	{
		name: "ceiling_mirrored",
		rows: sql`select used.owner as subject, -used.balance_dong as expected, contra.balance_dong as found
			from ledger_account used left join ledger_account contra
				on contra.kind = 'ceiling-contra' and contra.book = used.book and contra.owner = used.owner
			where used.kind = 'ceiling-used'`,
	},
	{
		name: "ceiling_lawful",
		rows: sql`select account.owner as subject, lawful.ceiling_dong as expected, account.cap_dong as found
			from ledger_account account left join (${lawfulCeilings}) lawful
				on lawful.code = split_part(account.owner, ':', 2) and lawful.ceiling_dong = account.cap_dong
			where account.kind = 'ceiling-used'`,
	},
	{
		// Each transfer that a change or a closing caused is of its amount; of what was not confirmed there is none.
		name: "budget_change_booked",
		rows: sql`select coalesce(change.reference, ${transferLabel}) as subject,
				case when change.state = 'confirmed' then change.amount_dong else 0 end as expected,
				coalesce((select sum(entry.amount_dong) from ledger_entry entry
					where entry.transfer_id = transfer.id and entry.amount_dong > 0), 0) as found
			from budget_change change left join ledger_transfer transfer on transfer.key = coalesce(change.booked_as, change.kind || ':' || change.id)`,
	},
	{
		// The key of a transfer names what caused it: a decision, a claim, a payment, an application, a programme, a change.
		name: "transfer_caused",
		rows: sql`select ${transferLabel} as subject, 1 as expected, (cause.key is not null)::int as found
			from ledger_transfer transfer left join (
				select unnest(array['reserve:', 'commit:', 'lapse:']) || id as key from decision
				union all select 'payable:' || id from claim
				union all select 'payable:' || id || ':ended' from claim where state = 'refused' and exists (
					select from payment_stop where application_id = claim.application_id and decision = 'end')
				union all select 'pay:' || id from disbursement
				union all select 'pay:' || payment.id || ':' || 1 + row_number() over (partition by payment.id order by correction.ended_at)
					from correction join ledger_transfer corrected on corrected.id = correction.transfer_id and corrected.reason = 'pay'
					join disbursement payment on payment.reference = corrected.why where correction.state = 'confirmed'
				union all select unnest(array['recover:', 'return-cover:']) || id from recovery_receipt
				union all select 'cover:' || id from correction where state = 'confirmed'
				union all select unnest(array['hold:', 'refund:']) || id from own_share
				union all select 'take:' || id || ':' || generate_series(1, taken_times) from own_share
				union all select 'pass:' || id from disbursement
				union all select unnest(array['release-rest:', 'cancel:']) || id from application
				union all select 'appropriate:' || id from programme
				union all select booked_as from budget_change where state = 'confirmed'
				union all select 'close-year:' || closing_id || ':' || envelope_id from year_closing_return
			) cause on cause.key = transfer.key
			where transfer.reverses is null`,
	},
] as const satisfies Invariant[];

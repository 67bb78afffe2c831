import { now } from "#app/house/clock.server.ts";

/*
 * What the journeys look for in the demo, by what it is. app/demo/every-day.db.test.ts looks for each of them, and for
 * what e2e/intruders/access-rules.ts names, in the demo of many days. Each has a full order, so that it is the same one
 * at every run; `$1` stands for the time.
 */

const owner = "chu@donbay.example";
const isPaid = "exists (select from disbursement d where d.claim_id = c.id)";
const ofOwner = `a.business_id in (select business_id from business_member join person p on p.id = person_id where p.email = '${owner}')`;

export const demoSubjects = {
	"a claim that waits to be paid, for less than was approved": `select a.reference as application, c.reference as claim
		from claim c join application a on a.id = c.application_id
		where c.state = 'verified' and c.kind = 'costs' and c.is_last and not ${isPaid}
			and a.programme_id like 'dx-%' and c.payable_dong < a.approved_dong order by c.reference limit 1`,
	"another claim that waits to be paid": `select c.reference as claim from claim c
		where c.state = 'verified' and not ${isPaid} order by c.reference offset 1 limit 1`,
	"claims of two businesses that wait to be paid by the bank": `select a.reference as application, a.id, c.reference as claim, o.reference as rest
		from claim c join application a on a.id = c.application_id join claim o on o.application_id <> a.id and o.reference > c.reference
		join application oa on oa.id = o.application_id
		where a.programme_id like 'dx-%' and oa.programme_id like 'dx-%' and a.business_id <> oa.business_id and a.state = 'agreed'
			and c.state = 'verified' and c.payable_dong > 0 and not ${isPaid}
			and o.state = 'verified' and o.payable_dong > 0 and not exists (select from disbursement d where d.claim_id = o.id)
		order by c.reference, o.reference limit 1`,
	"an agreement of one line at the demo's desk, of which nothing is claimed": `select a.reference, l.provider_tax_code as seller,
			b.legal_name as "buyerName", b.tax_code || coalesce('-' || b.branch, '') as buyer,
			(l.price_dong - dl.approved_dong)::text as own
		from application a join cost_line l on l.submission_id = a.submission_id join business b on b.id = a.business_id
		join decision d on d.application_id = a.id and d.kind like 'approve%' join decision_line dl on dl.decision_id = d.id and dl.cost_line_id = l.id
		where a.state = 'agreed' and a.association_id = 'hawa' and a.programme_id like 'dx-%' and l.price_dong >= 60000000
			and 1 = (select count(*) from cost_line o where o.submission_id = a.submission_id)
			and not exists (select from claim c where c.application_id = a.id) order by a.reference limit 1`,
	"a payment by the bank of 8 million or more that nobody asks back": `select d.reference as payment, a.reference as application
		from disbursement d join application a on a.id = d.application_id left join recovery r on r.disbursement_id = d.id
		where d.state = 'paid' and d.rail = 'bank-file' and d.amount_dong >= 8000000 and r.id is null
			and not exists (select from correction t where t.application_id = a.id and t.state = 'proposed')
		order by d.reference desc limit 1`,
	"a payment with its holders in the books": `select a.reference as application, d.reference as payment,
			s.name_vi as association, b.tax_code, e.id as envelope
		from disbursement d join application a on a.id = d.application_id join association s on s.id = a.association_id
		join envelope e on e.programme_id = a.programme_id and e.association_id = a.association_id
		join business b on b.id = a.business_id where d.state = 'paid' order by d.reference limit 1`,
	"the open programme": `select id from programme where id like 'dx-%'
		and ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date between opens_on and closes_on order by id limit 1`,
	"a reservation of a business that has applied once": `select a.id, a.reference, b.tax_code, a.programme_id as programme,
			extract(year from a.submitted_at at time zone 'Asia/Ho_Chi_Minh')::int as year
		from application a join business b on b.id = a.business_id where a.state = 'approved'
			and (select count(*) from application other where other.business_id = a.business_id) = 1
		order by a.submitted_at, a.reference limit 1`,
	"a near match at the demo's desk that a person with an account may judge": `select c.reference as claim, p.email
		from invoice_near_match n join claim c on c.id = n.claim_id
		join application a on a.id = c.application_id join conflict_declaration d on d.application_id = a.id
		join person p on p.id = d.person_id and p.email in ('xet@donbay.example', 'xet2@donbay.example')
		where a.association_id = 'hawa' and c.state = 'submitted' order by c.reference, p.email limit 1`,
	"an application that can be paid ahead": `select a.reference as application, l.description as line, l.provider_tax_code as seller
		from application a join cost_line l on l.submission_id = a.submission_id
		where a.programme_id like 'advance-%' and a.state = 'agreed' and ${ofOwner}
			and not exists (select from claim c where c.application_id = a.id) order by a.reference, l.position limit 1`,
	"an advance that is not submitted": `select c.reference as claim from claim c join application a on a.id = c.application_id
		where c.kind = 'advance' and c.state = 'draft' and ${ofOwner} order by c.reference limit 1`,
	"an application of which some is kept back": `select a.reference as application
		from application a join claim c on c.application_id = a.id
		where a.programme_id like 'advance-%' and c.kind = 'costs' and c.retained_dong > 0 and not c.is_last
			and a.state = 'agreed' and ${ofOwner} order by a.reference limit 1`,
	"a draft that is not the owner's": `select a.reference from application a
		where a.state = 'draft' and not ${ofOwner} order by a.reference limit 1`,
	"a file of another association": `select reference from application
		where association_id not in ('hawa', 'hawee') and submitted_at is not null order by reference limit 1`,
	"another owner": "select email from person where email = 'chu5@doanh-nghiep.example'",
	"another reviewer": `select email from person p join person_role r on r.person_id = p.id
		where email = 'xet1@hca.donbay.example' and r.role = 'reviewer' and r.scope_id = 'hca'`,

	// What the tour of the README promises beside these.
	"a file in the queue that nobody has opened": `select a.reference from application a
		where a.association_id = 'hawa' and a.state = 'submitted' and not exists (select from conflict_declaration d where d.application_id = a.id)
		order by a.reference limit 1`,
	"a file in the hands of the demo's reviewer": `select a.reference from application a
		join conflict_declaration said on said.application_id = a.id and not said.has_conflict
		join person p on p.id = said.person_id and p.email = 'xet@donbay.example'
		where a.association_id = 'hawa' and a.state = 'in_review' order by a.reference limit 1`,
	"a file that is overdue": `select a.reference from application a where a.association_id = 'hawa'
		and a.state = 'in_review' and a.answer_due_on < ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date order by a.reference limit 1`,
	"a file that waits for the business": `select a.reference from application a
		where a.association_id = 'hawa' and a.state = 'changes_requested' order by a.reference limit 1`,
	"a file that is locked for the reviewer": `select a.reference from application a
		join conflict_declaration d on d.application_id = a.id and d.has_conflict join person p on p.id = d.person_id
		where p.email = 'xet@donbay.example' order by a.reference limit 1`,
	"a large approval that waits for the first reviewer": `select a.reference from application a
		join decision d on d.application_id = a.id and d.kind = 'recommend' join person p on p.id = d.decided_by
		where a.association_id = 'hawa' and a.state = 'recommended' and p.email <> 'xet@donbay.example' order by a.reference limit 1`,
	"a large approval that waits for the second reviewer": `select a.reference from application a
		join decision d on d.application_id = a.id and d.kind = 'recommend' join person p on p.id = d.decided_by
		where a.association_id = 'hawa' and a.state = 'recommended' and p.email = 'xet@donbay.example' order by a.reference limit 1`,
	"a claim to verify at the demo's desk": `select c.reference from claim c join application a on a.id = c.application_id
		where a.association_id = 'hawa' and c.state = 'submitted'
			and not exists (select from invoice_near_match n where n.claim_id = c.id) order by c.reference limit 1`,
	"a batch to release, made by another officer": `select b.reference from payment_batch b join person p on p.id = b.created_by
		where b.released_at is null and p.email = 'ketoan@donbay.example' order by b.reference limit 1`,
	"a payment that the bank has not answered":
		"select reference from disbursement where state = 'sent' order by reference limit 1",
	"a payment of which nobody knows":
		"select reference from disbursement where state = 'unknown' order by reference limit 1",
	"a payment that failed": "select reference from disbursement where state = 'failed' order by reference limit 1",
	"a notice that waits for the second officer": `select r.reference from recovery r join person p on p.id = r.made_by
		where r.state = 'drafted' and p.email = 'ketoan@donbay.example' order by r.reference limit 1`,
	"a change of the budget that waits": `select c.reference from budget_change c join person p on p.id = c.proposed_by
		where c.state = 'proposed' and p.email = 'chuongtrinh@donbay.example' order by c.reference limit 1`,
	"a correction that waits": `select c.reference from correction c join person p on p.id = c.proposed_by
		where c.state = 'proposed' and p.email = 'ketoan@donbay.example' order by c.reference limit 1`,
	"a certificate of the owner's": `select c.code from certificate c join application a on a.id = c.application_id
		where ${ofOwner} and c.withdrawn_at is null order by c.code limit 1`,
} as const;

export type DemoSubject = keyof typeof demoSubjects;

/** The time, for SQL that asks for it. */
export function timeFor(sql: string, at = now()): Date[] {
	return sql.includes("$1") ? [at] : [];
}

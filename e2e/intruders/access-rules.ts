import { accountRules } from "./account-rules.ts";
import { fileRules, ownAssessment } from "./file-rules.ts";
import { peopleRules } from "./people-rules.ts";
import { anyone, city, desk, own, type Person, people, type Rule, readers, signedIn } from "./rule.ts";
import { stripeRules } from "./stripe-rules.ts";

/*
 * Who may open what. Every route of app/routes.ts has a rule here, or the test fails: a route that nobody thought about
 * is a hole. "Open" means the page or a way on; everybody else is sent to sign in, or finds nothing.
 */

/** In the hands of the reviewer whom the demo lets in, not of a colleague. */
const deskApplication = `select a.reference as value from application a
	join conflict_declaration said on said.application_id = a.id and not said.has_conflict
	join person p on p.id = said.person_id and p.email = 'xet@donbay.example'
	where a.association_id = 'hawa' and a.state = 'in_review' order by a.reference limit 1`;

const onDesk: Rule = { who: ["reviewer"], param: deskApplication };
const readOnDesk: Rule = {
	who: ["reviewer", ...readers],
	param:
		"select reference as value from application where association_id = 'hawa' and state = 'agreed' order by reference limit 1",
};

const ownClaim: Rule = {
	who: ["owner"],
	param: `select c.reference as value from claim c join application a on a.id = c.application_id
		join business_member bm on bm.business_id = a.business_id join person p on p.id = bm.person_id
		where p.email = 'chu@donbay.example' and c.kind = 'costs' order by c.created_at desc, c.reference limit 1`,
};
const ownAdvance: Rule = {
	who: ["owner"],
	// The owner's own visit to the second gives it up.
	param:
		"select reference as value from claim where kind = 'advance' and state in ('draft', 'refused') order by reference limit 1",
};
const deskClaim: Rule = {
	who: ["reviewer"],
	param: `select c.reference as value from claim c join application a on a.id = c.application_id
		where a.association_id = 'hawa' and c.state <> 'draft' order by c.reference limit 1`,
};

const finance: Rule = { who: ["finance officer", "auditor"], post: ["finance officer"] };
const batch = "select reference as value from payment_batch where released_at is null order by reference limit 1";
const correction = "select reference as value from correction order by state <> 'proposed', reference limit 1";
const sentBatch =
	"select reference as value from payment_batch where exported_at is not null order by reference limit 1";

const managers: Person[] = ["programme officer"];
/** One that waits, where there is one: the officer's own turn may have withdrawn it already. */
const proposal = "select reference as value from budget_change order by state <> 'proposed', reference limit 1";
/** The officer's own turn may have withdrawn the one before. */
const holidayChange = `insert into holiday_change (id, reference, kind, from_on, to_on, name_vi, name_en, document_number,
		document_on, state, proposed_at, proposed_by, proposed_by_name)
	select gen_random_uuid(), 'LN-2026-' || floor(random() * 1e9)::bigint, 'off', $1::date + 60, $1::date + 63, 'Nghỉ', 'Off', '1',
		$1::date, 'proposed', $1, id, name from person where email = 'chuongtrinh2@donbay.example' returning reference as value`;
const recovery: Rule = {
	...finance,
	param: "select reference as value from recovery order by state <> 'due', reference limit 1",
};

/** The owner's own notice; who is not theirs finds none. */
const ownRecovery = (page = ""): Rule => ({
	who: ["owner"],
	param: `select '/applications/' || a.reference || '/recoveries/' || r.reference || '${page}' as value from recovery r join application a on a.id = r.application_id
		join business_member bm on bm.business_id = a.business_id join person p on p.id = bm.person_id
		where p.email = 'chu@donbay.example' and r.confirmed_at is not null order by r.reference limit 1`,
});

const closing = "select reference as value from year_closing order by reference limit 1";

const statement: Rule = {
	who: city,
	param: "select 'envelope/' || id as value from envelope order by id limit 1",
};

export const accessRules: Record<string, Rule> = {
	...accountRules,
	...fileRules,
	...stripeRules,
	"/": anyone,
	"/assess": anyone,
	"/assess/complete": anyone,
	"/assess/:number": { who: people, param: "select '1' as value" },
	"/assess/result/:id": ownAssessment,
	"/check": anyone,
	"/check/result": anyone,
	"/how-counted": anyone,
	"/personal-data": anyone,
	"/open-data": anyone,
	"/open-data.csv": anyone,
	"/verify": anyone,
	"/verify/:code": { who: people, param: "select code as value from certificate order by code limit 1" },
	"/provider-agreement": anyone,
	// By the link of a mail alone.
	"/files/provider-agreement": { who: [] },
	"/language/:locale": { who: people, param: "select 'vi' as value" },
	"/appearance": { who: people },
	"/sign-out": { who: people },
	"/home": { who: signedIn },
	"/dev/mailbox": anyone,
	"/dev/parts": anyone,

	"/business": { who: signedIn },
	"/business/details": { who: signedIn },
	"/business/registration": { who: signedIn },
	"/business/figures": { who: signedIn },
	"/business/groups": { who: signedIn },
	"/business/bank-account": { who: signedIn },
	"/assessments": { who: signedIn },
	"/documents": { who: signedIn },
	"/money": { who: signedIn },
	"/applications": { who: signedIn },
	"/applications/new": { who: signedIn },
	"/applications/:reference": own,
	"/applications/:reference/channel": own,
	"/applications/:reference/lines": own,
	"/applications/:reference/documents": own,
	"/applications/:reference/check": own,
	"/applications/:reference/submit": own,
	"/applications/:reference/receipt": own,
	"/applications/:reference/withdraw": own,
	"/applications/:reference/messages": own,
	"/applications/:reference/agreement": own,
	"/applications/:reference/agreement/extension": own,
	"/applications/:reference/agreement/providers/:id": {
		who: ["owner"],
		param: `select '/applications/' || a.reference || '/agreement/providers/' || g.id as value from agreement_party g
			join application a on a.id = g.application_id join business_member bm on bm.business_id = a.business_id
			join person p on p.id = bm.person_id where p.email = 'chu@donbay.example' order by a.reference, g.id limit 1`,
	},
	"/applications/:reference/agreement/give-up": own,
	"/applications/:reference/money": own,
	"/applications/:reference/recoveries/:recovery": ownRecovery(),
	"/applications/:reference/recoveries/:recovery/answer": ownRecovery("/answer"),
	"/applications/:reference/recoveries/:recovery/instalments": ownRecovery("/instalments"),

	"/applications/:reference/claims/new": own,
	"/applications/:reference/claims/end": own,
	"/claims/:reference": ownClaim,
	"/claims/:reference/costs": ownClaim,
	"/claims/:reference/costs/file": ownClaim,
	"/claims/:reference/account": ownClaim,
	"/claims/:reference/documents": ownClaim,
	"/claims/:reference/submit": ownClaim,
	"/claims/:reference/correct-account": ownClaim,

	"/review": { who: desk },
	"/review/claims": { who: desk },
	"/review/claims/:reference": { ...deskClaim, who: ["reviewer", ...readers] },
	"/review/claims/:reference/answer": deskClaim,
	"/review/claims/:reference/near-matches/:id": {
		who: ["reviewer"],
		param: `select '/review/claims/' || c.reference || '/near-matches/' || n.id as value from invoice_near_match n join claim c on c.id = n.claim_id
			join application a on a.id = c.application_id where a.association_id = 'hawa' order by c.reference, n.id limit 1`,
	},
	"/review/:reference": readOnDesk,
	"/review/:reference/declaration": readOnDesk,
	"/review/:reference/findings": onDesk,
	"/review/:reference/take-up": onDesk,
	"/review/:reference/decision": onDesk,
	"/review/:reference/messages": onDesk,
	"/association": { who: ["association manager"] },
	"/association/queue": { who: ["association manager"] },
	"/association/applications/:reference/cancel": {
		who: ["association manager"],
		param: `select a.reference as value from application a where association_id = 'hawa' and state = 'agreed'
			and not exists (select from claim c where c.application_id = a.id) order by a.reference limit 1`,
	},
	// The manager's own visit ends it.
	"/association/applications/:reference/claims/end": {
		who: ["association manager"],
		param: `select a.reference as value from application a join claim c on c.application_id = a.id where a.association_id = 'hawa'
			and a.state in ('agreed', 'completed') and c.state = 'verified' and c.kind = 'costs' and not c.is_last
			and c.answered_at < $1::timestamptz - interval '90 days' order by a.reference limit 1`,
	},

	"/city": { who: ["programme officer", "auditor", "administrator"] },
	"/city/report": { who: city },
	"/city/report.csv": { who: city },
	"/city/report.xlsx": { who: city },
	"/city/working-days": { who: city },
	"/city/working-days/new": { who: managers },
	"/city/working-days/:reference": { who: city, param: holidayChange },
	"/city/working-days/:reference/confirm": { who: managers, param: holidayChange },
	"/city/working-days/:reference/decline": { who: managers, param: holidayChange },
	"/city/working-days/:reference/withdraw": { who: managers, param: holidayChange },
	"/city/budget": { who: city },
	"/city/budget/changes": { who: city },
	"/city/budget/new": { who: managers },
	"/city/budget/closings": { who: city },
	"/city/budget/closings/new": { who: managers },
	"/city/budget/closings/:reference": { who: city, param: closing },
	"/city/budget/closings/:reference/confirm": { who: managers, param: closing },
	"/city/budget/closings/:reference/decline": { who: managers, param: closing },
	"/city/budget/closings/:reference/withdraw": { who: managers, param: closing },
	"/city/budget/:reference": { who: city, param: proposal },
	"/city/budget/:reference/confirm": { who: managers, param: proposal },
	"/city/budget/:reference/decline": { who: managers, param: proposal },
	"/city/budget/:reference/withdraw": { who: managers, param: proposal },
	"/finance": finance,
	"/finance/check": { who: ["finance officer"] },
	"/finance/batches": finance,
	"/finance/batches/:reference": { ...finance, param: batch },
	// The officer who made the batch reads the page; another one releases it.
	"/finance/batches/:reference/release": { who: ["finance officer"], post: [], param: batch },
	"/finance/batches/:reference/export": { who: ["finance officer"], param: batch },
	"/finance/batches/:reference/payment-list.csv": { ...finance, param: sentBatch },
	"/finance/batches/:reference/payment-list.xlsx": { ...finance, param: sentBatch },
	"/finance/batches/:reference/payment-list.pdf": { ...finance, param: sentBatch },
	// The file for the bank has whole account numbers.
	"/finance/batches/:reference/payment-list.xml": { who: ["finance officer"], param: sentBatch },
	"/finance/answers": finance,
	"/finance/answers/:id": { ...finance, param: "select id as value from bank_answer order by id limit 1" },
	"/finance/answers/:id/columns": {
		who: ["finance officer"],
		param: "select id as value from bank_answer where format = 'csv' order by id limit 1",
	},
	"/finance/answer-tasks/:id": {
		...finance,
		param: "select id as value from bank_answer_row where finding not in ('agrees', 'waiting') order by id limit 1",
	},
	"/files/bank-answers/:id": { ...finance, param: "select id as value from bank_answer order by id limit 1" },
	"/finance/recoveries": finance,
	"/finance/recoveries/new": { who: ["finance officer"] },
	"/finance/payments/:reference/take-out": {
		who: ["finance officer"],
		param: `select d.reference as value from disbursement d join payment_batch b on b.id = d.batch_id
			where b.exported_at is null order by d.reference limit 1`,
	},
	// Who reads the file reads its recoveries too.
	"/finance/recoveries/:reference": {
		who: ["reviewer", ...readers],
		param: `select t.reference as value from recovery t join application a on a.id = t.application_id
			join conflict_declaration said on said.application_id = a.id and not said.has_conflict
			join person p on p.id = said.person_id and p.email = 'xet@donbay.example'
			where a.association_id = 'hawa' and t.confirmed_at is not null order by t.reference limit 1`,
	},
	"/finance/recoveries/:reference/confirm": { ...recovery, who: ["finance officer"] },
	"/finance/recoveries/:reference/decision": { ...recovery, who: ["finance officer"] },
	"/finance/recoveries/:reference/proposal": { ...recovery, who: ["finance officer"] },
	"/finance/recoveries/:reference/receipt": { ...recovery, who: ["finance officer"] },
	"/finance/statements": { who: city },
	"/finance/statements/:kind/:holder": statement,
	"/finance/statements/:kind/:holder/entries.csv": statement,
	"/finance/corrections": { who: ["finance officer", "auditor"] },
	// A transfer is named in the query; without one there is a way on to the list.
	"/finance/corrections/new": { who: ["finance officer"] },
	"/finance/corrections/:reference": { who: ["finance officer", "auditor"], param: correction },
	// The officer who proposed it reads the page; another one confirms.
	"/finance/corrections/:reference/confirm": { who: ["finance officer"], post: [], param: correction },
	"/finance/corrections/:reference/decline": { who: ["finance officer"], param: correction },
	"/finance/corrections/:reference/withdraw": { who: ["finance officer"], param: correction },
	"/finance/payments/:reference/answer": {
		...finance,
		param: "select reference as value from disbursement order by state <> 'sent', reference limit 1",
	},
	// Its day is changed once it is paid; before, and for a batch whose day has not passed, there is a way back.
	"/finance/payments/:reference/day": {
		who: ["finance officer"],
		param:
			"select reference as value from disbursement where rail = 'bank-file' order by state <> 'paid', reference limit 1",
	},
	"/finance/batches/:reference/day": { who: ["finance officer"], param: sentBatch },
	"/finance/payments/:reference/reschedule": {
		who: ["finance officer"],
		// What one officer has recorded as returned, another sends again; of any other payment it is a page with its reason.
		param: "select reference as value from disbursement order by state = 'failed', reference limit 1",
	},
	"/admin/mails": { who: ["administrator"] },
	...peopleRules,
	"/city/stops": { who: city },
	"/city/stops/:reference": {
		who: city,
		post: ["programme officer"],
		param: `select a.reference as value from payment_stop s join application a on a.id = s.application_id
			order by s.decided_at is not null, a.reference limit 1`,
	},
	"/city/certificates/:code/withdraw": {
		who: ["programme officer", "administrator"],
		param: "select code as value from certificate where withdrawn_at is null order by code limit 1",
	},

	"/applications/:reference/advance": {
		who: ["owner"],
		param: `select a.reference as value from application a where programme_id like 'advance-%'
			and not exists (select from claim c where c.application_id = a.id) order by a.reference limit 1`,
	},
	"/claims/:reference/advance": ownAdvance,
	"/claims/:reference/give-up": ownAdvance,
	"/applications/:reference/own-share": {
		who: ["owner"],
		param: `select a.reference as value from application a join own_share o on o.application_id = a.id order by a.reference limit 1`,
	},
	// What is paid already is not paid again: there is no way on for anybody. e2e/journeys/own-share.spec.ts opens it.
	"/applications/:reference/own-share/continue": {
		who: [],
		param: `select a.reference as value from application a join own_share o on o.application_id = a.id order by a.reference limit 1`,
	},
	"/dev/mailbox/:id": {
		who: people,
		param: `insert into outbox_mail (key, template, props, recipient, locale, subject, html, text, written_at)
			values (gen_random_uuid(), 'verify-address', '{}', 'a@example.test', 'vi', 's', 'h', 't', $1) returning id as value`,
	},
};

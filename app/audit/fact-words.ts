import { bankOf } from "#app/kernel/banks.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { actionName } from "./action-words.ts";
import { codeWords } from "./code-words.ts";

/** What commands write into `facts`, in words. A key that no command writes any more keeps its own name. */
const words: Record<string, (inputs: Record<string, never>, options: { locale: Locale }) => string> = {
	acceptBy: m.audit_fact_accept_by,
	action: m.audit_action,
	breaks: m.audit_fact_breaks,
	format: m.audit_fact_format,
	id: m.audit_fact_line,
	erasedValue: m.audit_fact_erased_value,
	jobs: m.audit_fact_jobs,
	root: m.audit_fact_root,
	mails: m.audit_fact_mails,
	masked: m.audit_fact_masked,
	person: m.audit_person,
	problem: m.audit_fact_problem,
	subject: m.audit_subject,
	advancePercent: m.audit_fact_advance_percent,
	agreementWorkingDays: m.audit_fact_agreement_days,
	answerWorkingDays: m.audit_fact_answer_days,
	assessmentMaxAgeMonths: m.audit_fact_assessment_age,
	association: m.audit_fact_association,
	extensionWorkingDays: m.audit_fact_extension_days,
	noCostBeforeSubmission: m.audit_fact_no_cost_before,
	ownShare: m.audit_fact_own_share,
	provinceCode: m.audit_fact_province,
	queueOrder: m.audit_fact_queue_order,
	rail: m.audit_fact_rail,
	recoveryInstalmentsMost: m.audit_fact_instalments_most,
	retentionPercent: m.audit_fact_retention_percent,
	secondPersonAboveDong: m.audit_fact_second_person,
	secondPersonSampleOneIn: m.audit_fact_second_sample,
	secondPerson: m.audit_fact_second_because,
	oneIn: m.audit_fact_second_sample,
	limitDong: m.audit_fact_limit,
	earlierDong: m.audit_fact_earlier_dong,
	earlier: m.audit_fact_earlier,
	size: m.audit_fact_size,
	state: m.audit_fact_state,
	to: m.audit_fact_to,
	validUntil: m.audit_fact_valid_until,
	ward: m.audit_fact_ward,
	yearEndReservations: m.audit_fact_year_end,
	accountName: m.audit_fact_account_name,
	allowedDong: m.audit_fact_allowed,
	agreementNumber: m.audit_fact_agreement_number,
	amountDong: m.audit_fact_amount,
	answerBy: m.audit_fact_answer_by,
	answerDueOn: m.audit_fact_answer_due,
	application: m.audit_fact_application,
	approvedDong: m.audit_fact_approved,
	assignment: m.audit_fact_assignment,
	bank: m.audit_fact_bank,
	bankBin: m.audit_fact_bank,
	bankReference: m.audit_fact_bank_reference,
	because: m.audit_fact_because,
	basis: m.audit_fact_basis,
	batch: m.audit_fact_batch,
	before: m.audit_fact_before,
	budgetDong: m.audit_fact_budget,
	by: m.audit_fact_by,
	capitalDong: m.audit_fact_capital,
	cause: m.audit_fact_cause,
	checked: m.audit_fact_checked,
	claim: m.audit_fact_claim,
	claims: m.audit_fact_claims,
	closesOn: m.audit_fact_closes,
	closing: m.audit_fact_closing,
	code: m.audit_fact_code,
	condition: m.audit_fact_condition,
	contest: m.audit_fact_contest,
	count: m.audit_fact_count,
	correction: m.audit_fact_correction,
	dayBefore: m.audit_fact_day_before,
	costDong: m.audit_fact_cost,
	createdBy: m.audit_fact_created_by,
	decision: m.audit_fact_decision,
	document: m.audit_fact_document,
	due: m.audit_fact_due,
	dueOn: m.audit_fact_due_on,
	effectiveAt: m.audit_fact_effective_at,
	effectiveFrom: m.audit_fact_effective,
	employees: m.audit_fact_employees,
	entries: m.audit_fact_entries,
	fileName: m.audit_fact_file,
	filter: m.audit_fact_filter,
	frameworkVersion: m.audit_fact_framework,
	finding: m.audit_fact_finding,
	formerName: m.audit_fact_former_name,
	from: m.audit_fact_from,
	fromEmail: m.audit_fact_from_email,
	fromOn: m.holiday_field_from,
	toOn: m.holiday_field_to,
	fromAssociation: m.audit_fact_from_association,
	how: m.audit_fact_how,
	instalments: m.audit_fact_instalments,
	invariants: m.audit_fact_invariants,
	invoices: m.audit_fact_invoices,
	isLast: m.audit_fact_last_claim,
	kind: m.audit_fact_kind,
	lapsedCount: m.audit_fact_lapsed_count,
	lapsedDong: m.audit_fact_lapsed,
	last4: m.audit_fact_last4,
	language: m.audit_fact_language,
	lastOn: m.audit_fact_last_on,
	left: m.audit_fact_codes_left,
	leftDong: m.audit_fact_left,
	legalName: m.audit_fact_legal_name,
	level: m.audit_fact_level,
	lookedAt: m.audit_fact_looked_at,
	lookedOn: m.audit_fact_looked_on,
	moved: m.audit_fact_moved,
	network: m.audit_fact_network,
	messages: m.audit_fact_messages,
	number: m.audit_fact_number,
	of: m.audit_fact_of,
	offsetDong: m.audit_fact_offset,
	on: m.audit_fact_on,
	opensOn: m.audit_fact_opens,
	paidDong: m.audit_fact_paid,
	payee: m.audit_fact_payee,
	payment: m.audit_fact_payment,
	payments: m.audit_fact_payments,
	position: m.audit_fact_position,
	payer: m.audit_fact_payer,
	programme: m.audit_fact_programme,
	provider: m.audit_fact_provider,
	providerWorkingDays: m.audit_fact_provider_days,
	name: m.audit_fact_answered_by,
	proposedBy: m.audit_fact_proposed_by,
	reason: m.audit_fact_reasons,
	reasons: m.audit_fact_reasons,
	receivedOn: m.audit_fact_received_on,
	releasedDong: m.audit_fact_released,
	reminders: m.audit_fact_reminders,
	replaced: m.audit_fact_replaced,
	result: m.audit_fact_result,
	retainedDong: m.audit_fact_retained,
	returnedDong: m.audit_fact_returned,
	revenueDong: m.audit_fact_revenue,
	role: m.audit_fact_role,
	rows: m.audit_fact_rows,
	said: m.audit_fact_said,
	scope: m.audit_fact_scope,
	scoreTenths: m.audit_fact_score,
	section: m.audit_fact_section,
	settings: m.audit_fact_settings,
	sha256: m.audit_fact_sha256,
	side: m.audit_fact_side,
	signature: m.audit_fact_signature,
	socialEnterprise: m.audit_fact_social,
	stayedCount: m.audit_fact_stayed_count,
	stayedDong: m.audit_fact_stayed,
	street: m.audit_fact_street,
	subsidyDong: m.audit_fact_subsidy,
	taxCode: m.audit_fact_tax_code,
	taxIdGiven: m.audit_fact_tax_id_given,
	toEmail: m.audit_fact_to_email,
	toAssociation: m.audit_fact_to_association,
	totalDong: m.audit_fact_total,
	unearnedDong: m.audit_fact_unearned,
	unmatched: m.audit_fact_unmatched,
	wardCode: m.audit_fact_ward,
	why: m.audit_fact_why,
	womenEmployees: m.audit_fact_women_employees,
	womenOwned: m.audit_fact_women_owned,
	wrong: m.audit_fact_wrong,
	year: m.audit_fact_year,
};

/** The ends of a filter's period, where they are days; where they are states, `words` says so. */
const endsOfPeriod: typeof words = { from: m.audit_fact_from_day, to: m.audit_fact_to_day };

/** The name of a mail's template is the programmer's; the line is about the mail by its subject. */
const silent = ["template"];

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Ids join rows of the database and say nothing to a reader; the names beside them do. */
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What codes stand for that a city names itself: programmes, associations, wards. */
export type Names = Readonly<Record<string, Record<Locale, string>>>;

/** Facts whose values are such codes. */
const named = ["programme", "association", "fromAssociation", "toAssociation", "scope", "ward", "wardCode"];

function textInWords(name: string, value: string, locale: Locale, names: Names): string {
	if (name.endsWith("Dong") && /^-?\d+$/.test(value)) return formatDong(BigInt(value), locale);
	if (day.test(value)) return formatDate(value as PlainDate, locale);
	if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return formatDateTime(new Date(value), locale);
	if (name === "action") return actionName(value, locale);
	if (name === "bankBin") return bankOf(value)?.shortName ?? value;
	if (name === "section") return economicSection(value)?.[locale] ?? value;
	if (named.includes(name)) return ownValue(names, value)?.[locale] ?? value;
	return ownValue(codeWords, `${name}:${value}`)?.({}, { locale }) ?? value;
}

function valueInWords(name: string, value: unknown, locale: Locale, names: Names): string {
	if (typeof value === "boolean") return value ? m.audit_fact_yes({}, { locale }) : m.audit_fact_no({}, { locale });
	if (typeof value === "string") return textInWords(name, value, locale, names);
	if (name === "scoreTenths") return formatNumber(Number(value) / 10, locale);
	if (Array.isArray(value)) return value.map((each) => valueInWords(name, each, locale, names)).join("; ");
	if (typeof value !== "object" || value === null) return String(value);
	return Object.entries(value)
		.flatMap(([part, of]) => {
			const fact = factInWords(part, of, locale, names);
			return fact ? [`${fact.term}: ${fact.value}`] : [];
		})
		.join("; ");
}

/**
 * One fact of an entry as a reader needs it: amounts in đồng, days as days, codes in words.
 *
 * @returns null for what says nothing: an id, or nothing at all.
 */
export function factInWords(
	name: string,
	value: unknown,
	locale: Locale,
	names: Names = {},
): { term: string; value: string } | null {
	if (value === null || value === "" || name.endsWith("Id") || silent.includes(name)) return null;
	if (typeof value === "string" && id.test(value)) return null;
	const isDay = typeof value === "string" && day.test(value);
	const term = (isDay && ownValue(endsOfPeriod, name)) || ownValue(words, name);
	return { term: term?.({}, { locale }) ?? name, value: valueInWords(name, value, locale, names) };
}

/** All facts of a line that say something to a person. */
export function factsInWords(
	facts: Record<string, unknown>,
	locale: Locale,
	names: Names,
): { name: string; term: string; value: string }[] {
	return Object.entries(facts).flatMap(([name, value]) => {
		const fact = factInWords(name, value, locale, names);
		return fact ? [{ name, ...fact }] : [];
	});
}

/** Who did it: a person by name, the system, or somebody who was not signed in. */
export function actorInWords({ actorKind, actorName }: { actorKind: string; actorName: string }): string {
	if (actorKind === "system") return m.audit_actor_system();
	if (actorKind === "visitor") return m.audit_actor_visitor();
	return actorName === "" ? m.audit_erased() : actorName;
}

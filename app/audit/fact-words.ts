import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

/** What commands write into `facts`, in words. A key that no command writes any more keeps its own name. */
const words: Record<string, (inputs: Record<string, never>, options: { locale: Locale }) => string> = {
	acceptBy: m.audit_fact_accept_by,
	accountName: m.audit_fact_account_name,
	allowedDong: m.audit_fact_allowed,
	amountDong: m.audit_fact_amount,
	answerBy: m.audit_fact_answer_by,
	answerDueOn: m.audit_fact_answer_due,
	application: m.audit_fact_application,
	approvedDong: m.audit_fact_approved,
	assignment: m.audit_fact_assignment,
	bankBin: m.audit_fact_bank,
	bankReference: m.audit_fact_bank_reference,
	because: m.audit_fact_because,
	basis: m.audit_fact_basis,
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
	contest: m.audit_fact_contest,
	count: m.audit_fact_count,
	correction: m.audit_fact_correction,
	dayBefore: m.audit_fact_day_before,
	costDong: m.audit_fact_cost,
	createdBy: m.audit_fact_created_by,
	document: m.audit_fact_document,
	dueOn: m.audit_fact_due_on,
	effectiveAt: m.audit_fact_effective_at,
	effectiveFrom: m.audit_fact_effective,
	employees: m.audit_fact_employees,
	entries: m.audit_fact_entries,
	fileName: m.audit_fact_file,
	filter: m.audit_fact_filter,
	frameworkVersion: m.audit_fact_framework,
	from: m.audit_fact_from,
	fromEmail: m.audit_fact_from_email,
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
	level: m.audit_fact_level,
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
	programme: m.audit_fact_programme,
	proposedBy: m.audit_fact_proposed_by,
	reason: m.audit_fact_reasons,
	reasons: m.audit_fact_reasons,
	receivedOn: m.audit_fact_received_on,
	releasedDong: m.audit_fact_released,
	reminders: m.audit_fact_reminders,
	replaced: m.audit_fact_replaced,
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

/** Codes that a fact may hold, in words. */
const codes: typeof words = {
	"cause:recorded-wrongly": m.audit_fact_cause_recorded_wrongly,
	"cause:taken-back": m.audit_fact_cause_taken_back,
	"because:ended-by-person": m.audit_fact_because_ended_by_person,
	"because:password-changed": m.audit_fact_because_password_changed,
	"because:password-reset": m.audit_fact_because_password_reset,
	"because:role-granted": m.audit_fact_because_role_granted,
	"because:role-revoked": m.audit_fact_because_role_revoked,
	"because:ended-by-administrator": m.audit_fact_because_ended_by_administrator,
	"because:second-factor-reset": m.audit_fact_because_second_factor_reset,
	"because:second-factor-set": m.audit_fact_because_second_factor_set,
	"because:suspended": m.audit_fact_because_suspended,
	"how:password and backup code": m.audit_fact_how_password_and_backup_code,
	"how:password": m.audit_fact_how_password,
	"how:password and code": m.audit_fact_how_password_and_code,
	"language:vi": m.audit_fact_language_vi,
	"language:en": m.audit_fact_language_en,
	"kind:allot": m.budget_kind_allot,
	"kind:cut": m.budget_kind_cut,
	"kind:move": m.budget_kind_move,
	"kind:take-back": m.budget_kind_take_back,
	"kind:top-up": m.budget_kind_top_up,
	"kind:costs": m.audit_fact_kind_costs,
	"kind:advance": m.audit_fact_kind_advance,
	"kind:retention": m.audit_fact_kind_retention,
	"kind:password": m.audit_fact_kind_password,
	"kind:code": m.audit_fact_kind_code,
	"kind:sign-up": m.audit_fact_kind_sign_up,
	"kind:reset": m.audit_fact_kind_reset,
	"kind:confirm": m.audit_fact_kind_confirm,
	"role:reviewer": m.house_role_reviewer,
	"role:association_manager": m.house_role_association_manager,
	"role:programme_officer": m.house_role_programme_officer,
	"role:finance_officer": m.house_role_finance_officer,
	"role:auditor": m.house_role_auditor,
	"role:administrator": m.house_role_administrator,
};

/** Ids join rows of the database and say nothing to a reader; the names beside them do. */
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function valueInWords(name: string, value: unknown, locale: Locale): string {
	if (typeof value === "boolean") return value ? m.audit_fact_yes({}, { locale }) : m.audit_fact_no({}, { locale });
	if (typeof value === "string" && name.endsWith("Dong") && /^-?\d+$/.test(value))
		return formatDong(BigInt(value), locale);
	if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value as PlainDate, locale);
	if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) {
		return formatDateTime(new Date(value), locale);
	}
	if (Array.isArray(value)) return value.map((each) => valueInWords(name, each, locale)).join("; ");
	const code = ownValue(codes, `${name}:${value}`);
	if (code) return code({}, { locale });
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * One fact of an entry as a reader needs it: amounts in đồng, days as days.
 *
 * @returns null for what says nothing: an id, or nothing at all.
 */
export function factInWords(name: string, value: unknown, locale: Locale): { term: string; value: string } | null {
	if (value === null || value === "" || name.endsWith("Id") || (typeof value === "string" && id.test(value)))
		return null;
	return { term: ownValue(words, name)?.({}, { locale }) ?? name, value: valueInWords(name, value, locale) };
}

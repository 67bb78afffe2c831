/** States, events and the answer clock in words. */

import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import { m } from "#messages/messages.js";
import type { ApplicationEvent, ApplicationState } from "./application.states.ts";
import type { DocumentKind } from "./draft/draft.rules.ts";
import type { EventFacts } from "./move-application.server.ts";

const stateLabels = {
	draft: m.application_state_draft,
	submitted: m.application_state_submitted,
	in_review: m.application_state_in_review,
	changes_requested: m.application_state_changes_requested,
	recommended: m.application_state_recommended,
	approved: m.application_state_approved,
	rejected: m.application_state_rejected,
	agreed: m.application_state_agreed,
	completed: m.application_state_completed,
	lapsed: m.application_state_lapsed,
	withdrawn: m.application_state_withdrawn,
	cancelled: m.application_state_cancelled,
} satisfies Record<ApplicationState, unknown>;

/** The word on the tag and in tables: "Đang xét", "In review". */
export function stateLabel(state: ApplicationState, locale: Locale): string {
	return stateLabels[state]({}, { locale });
}

const eventTitles = {
	started: m.application_event_started,
	submitted: m.application_event_submitted,
	"taken-up": m.application_event_taken_up,
	"changes-requested": m.application_event_changes_requested,
	resubmitted: m.application_event_resubmitted,
	recommended: m.application_event_recommended,
	returned: m.application_event_returned,
	approved: m.application_event_approved,
	rejected: m.application_event_rejected,
	agreed: m.application_event_agreed,
	lapsed: m.application_event_lapsed,
	"lapsed-at-closing": m.application_event_lapsed_at_closing,
	completed: m.application_event_completed,
	withdrawn: m.application_event_withdrawn,
	cancelled: m.application_event_cancelled,
	extended: m.application_event_extended,
	"condition-checked": m.application_event_condition_checked,
	"business-accepted": m.application_event_business_accepted,
	"provider-accepted": m.application_event_provider_accepted,
	"provider-declined": m.application_event_provider_declined,
	"provider-asked-again": m.application_event_provider_asked_again,
	"provider-address-changed": m.application_event_provider_address_changed,
	"given-up": m.application_event_given_up,
	"claim-submitted": m.application_event_claim_submitted,
	"claim-verified": m.application_event_claim_verified,
	"claim-returned": m.application_event_claim_returned,
	"claim-refused": m.application_event_claim_refused,
	"claim-given-up": m.application_event_claim_given_up,
	"claims-ended": m.application_event_claims_ended,
	"claim-ended": m.application_event_claim_ended,
	"payments-stopped": m.application_event_payments_stopped,
	"payments-resumed": m.application_event_payments_resumed,
	"advance-submitted": m.application_event_advance_submitted,
	"advance-verified": m.application_event_advance_verified,
	"advance-returned": m.application_event_advance_returned,
	"advance-refused": m.application_event_advance_refused,
	"advance-given-up": m.application_event_advance_given_up,
	"retention-due": m.application_event_retention_due,
	"own-share-paid": m.application_event_own_share_paid,
	"own-share-passed": m.application_event_own_share_passed,
	"own-share-taken": m.application_event_own_share_taken,
	"own-share-returned": m.application_event_own_share_returned,
	"own-share-refunded": m.application_event_own_share_refunded,
	"own-share-refund-failed": m.application_event_own_share_refund_failed,
	"payment-sent": m.application_event_payment_sent,
	"payment-failed": m.application_event_payment_failed,
	"payment-corrected": m.application_event_payment_corrected,
	paid: m.application_event_paid,
	"certificate-issued": m.application_event_certificate_issued,
	"recovery-notified": m.application_event_recovery_notified,
	"recovery-agreed": m.application_event_recovery_agreed,
	"recovery-contested": m.application_event_recovery_contested,
	"recovery-planned": m.application_event_recovery_planned,
	"recovery-kept": m.application_event_recovery_kept,
	"recovery-lowered": m.application_event_recovery_lowered,
	"recovery-dropped": m.application_event_recovery_dropped,
	"recovery-received": m.application_event_recovery_received,
	"recovery-receipt-corrected": m.application_event_recovery_receipt_corrected,
	"recovery-settled": m.application_event_recovery_settled,
} satisfies Record<ApplicationEvent, unknown>;

/** What happened, in the timeline: "Đã nộp hồ sơ". */
export function eventTitle(what: ApplicationEvent, locale: Locale): string {
	return eventTitles[what]({}, { locale });
}

/** Why a second person has to confirm, of the facts of a recommendation; empty where they do not say. */
export function secondPersonText({ secondPerson, ...facts }: EventFacts, locale: Locale): string {
	const dong = (amount: unknown) => formatDong(typeof amount === "bigint" ? amount : 0n, locale);
	const limit = dong(facts.limitDong);
	switch (secondPerson) {
		case "amount":
			return m.application_second_amount({ limit }, { locale });
		case "sum": {
			const [earlier, files] = [dong(facts.earlierDong), String(facts.earlier)];
			return m.application_second_sum({ earlier, files, limit }, { locale });
		}
		case "sample":
			return m.application_second_sample({}, { locale });
		default:
			return "";
	}
}

/** What the headline of a state is made of. */
export type StateFacts = { approvedDong: bigint | null };

/** The result in words: "Được duyệt 86.000.000 đ". A draft has its programme's name instead. */
export function headline(state: ApplicationState, { approvedDong }: StateFacts, locale: Locale): string {
	const options = { locale };
	const amount = formatDong(approvedDong ?? 0n, locale);
	switch (state) {
		case "draft":
		case "changes_requested":
			return stateLabel(state, locale);
		case "submitted":
			return m.application_headline_submitted({}, options);
		case "in_review":
			return m.application_headline_in_review({}, options);
		case "recommended":
			return m.application_headline_recommended({}, options);
		case "approved":
			return m.application_headline_approved({ amount }, options);
		case "rejected":
			return m.application_headline_rejected({}, options);
		case "agreed":
			return m.application_headline_agreed({ amount }, options);
		case "completed":
			return m.application_headline_completed({}, options);
		case "lapsed":
			return m.application_headline_lapsed({}, options);
		case "withdrawn":
			return m.application_headline_withdrawn({}, options);
		case "cancelled":
			return m.application_headline_cancelled({}, options);
	}
}

const documentKindLabels = {
	quotation: m.application_documents_quotation,
	"financial-report": m.application_documents_financial_report,
	other: m.application_documents_other,
} satisfies Record<DocumentKind, unknown>;

/** "Báo giá", "Quotation". */
export function documentKindLabel(kind: DocumentKind, locale: Locale): string {
	return documentKindLabels[kind]({}, { locale });
}

/** "Ngày làm việc 9/14, còn 5 ngày làm việc, hạn 08/10/2026. Dừng 3 ngày làm việc chờ bổ sung." */
export function clockSentence(clock: AnswerClock, locale: Locale): string {
	const options = { locale };
	const { usedDays: used, limitDays: limit, remainingDays: left, overdueDays, pausedDays } = clock;
	const paused = pausedDays > 0 ? ` ${m.application_clock_paused({ days: pausedDays }, options)}` : "";
	if (clock.dueOn === null) return m.application_clock_stopped({ used, limit }, options) + paused;
	const date = formatDate(clock.dueOn, locale);
	if (overdueDays > 0) return m.application_clock_over({ days: overdueDays, date }, options) + paused;
	if (left === 0) return m.application_clock_last({ used, limit }, options) + paused;
	return m.application_clock_running({ used, limit, left, date }, options) + paused;
}

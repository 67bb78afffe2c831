import type { ApplicationState } from "#app/application/application.states.ts";
import { associationName } from "#app/association/association-name.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import type { TimelineEvent } from "#app/ui/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { FilePapers } from "./file-papers.server.ts";
import type { Reading } from "./reading.server.ts";

/** Whose turn it is, in a sentence, with the steps up to the last one. */
export type Turn = { title: string; steps: TimelineEvent[] };

/** The steps of which `now` is the current one; all are done where it is beyond the last. */
function stepsAt(titles: readonly string[], now: number): TimelineEvent[] {
	return titles.map((title, at) => ({
		id: String(at),
		title,
		state: at < now ? "done" : at === now ? "now" : "to-come",
	}));
}

function withDay(title: string, { dueOn }: Reading): string {
	return dueOn ? m.case_file_turn_by({ turn: title, date: formatDateWithWeekday(dueOn, getLocale()) }) : title;
}

/** What is waited for once the agreement holds, by the claims that there are. */
function turnAfterAgreement(
	{ claims, payments, stopped }: FilePapers,
	association: string,
): { title: string; step: number } {
	if (stopped) return { title: m.case_file_turn_stopped(), step: payments.length > 0 ? 4 : 3 };
	if (claims.some(({ state }) => state === "submitted")) {
		return { title: m.case_file_turn_claim({ association }), step: 3 };
	}
	if (payments.some(({ state }) => state === "sent" || state === "unknown")) {
		return { title: m.case_file_turn_bank(), step: 4 };
	}
	const paid = payments.filter(({ state }) => state === "paid").length;
	const verified = claims.filter(({ state }) => state === "verified").length;
	return verified > paid
		? { title: m.case_file_turn_finance(), step: 4 }
		: { title: m.case_file_turn_claims(), step: 3 };
}

/** Of a case: whose turn it is, from the submission to the payment. */
export function turnOfCase(state: ApplicationState, papers: FilePapers, reading: Reading): Turn {
	const association = associationName(reading.association, getLocale());
	const titles = [
		m.case_file_step_submit(),
		m.case_file_step_review({ association }),
		m.case_file_step_sign(),
		m.case_file_step_claim(),
		m.case_file_step_pay(),
	];
	const at = (title: string, step: number): Turn => ({ title: withDay(title, reading), steps: stepsAt(titles, step) });
	switch (state) {
		case "draft":
		case "submitted":
		case "in_review":
			return at(m.case_file_turn_review({ association }), 1);
		case "recommended":
			return at(m.case_file_turn_second({ association }), 1);
		case "changes_requested":
			return at(m.case_file_turn_changes(), 0);
		case "approved":
			return at(papers.agreement?.accepted ? m.case_file_turn_provider() : m.case_file_turn_sign(), 2);
		case "agreed": {
			const { title, step } = turnAfterAgreement(papers, association);
			return at(title, step);
		}
		case "completed":
			return at(m.case_file_turn_completed(), titles.length);
		case "rejected":
		case "lapsed":
		case "withdrawn":
		case "cancelled":
			return { title: m.case_file_turn_over(), steps: [] };
	}
}

/** How far the payment of a claim is; null before it is in a batch. */
export type ClaimPayment = DisbursementState | null;

/** Of a claim: whose turn it is, from the claim to the bank. */
export function turnOfClaim(
	{ state, stopped }: { state: ClaimState; stopped: boolean },
	payment: ClaimPayment,
	reading: Reading,
): Turn {
	const association = associationName(reading.association, getLocale());
	const titles = [
		m.case_file_step_claim(),
		m.case_file_step_verify({ association }),
		m.case_file_step_batch(),
		m.case_file_step_release(),
		m.case_file_step_bank(),
	];
	const at = (title: string, step: number): Turn => ({ title: withDay(title, reading), steps: stepsAt(titles, step) });
	if (state === "refused") return { title: m.case_file_turn_refused(), steps: [] };
	if (state === "returned" || state === "draft") return at(m.case_file_turn_mend(), 0);
	const isOut = payment === "paid" || payment === "sent" || payment === "unknown";
	if (stopped && !isOut) return at(m.case_file_turn_stopped(), state === "submitted" ? 1 : 2);
	if (state === "submitted") return at(m.case_file_turn_claim({ association }), 1);
	if (payment === null || payment === "failed" || payment === "cancelled") return at(m.case_file_turn_batch(), 2);
	if (payment === "scheduled") return at(m.case_file_turn_release(), 3);
	return payment === "paid" ? at(m.case_file_turn_paid(), titles.length) : at(m.case_file_turn_bank(), 4);
}

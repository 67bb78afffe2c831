/** Payments in words. */

import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { m } from "#messages/messages.js";
import type { DisbursementEvent } from "./disbursement.states.ts";

/** "•••• 4471": never more of an account. */
export function maskedAccount(last4: string): string {
	return `••••\u00A0${last4}`;
}

/** What a claim that is not for costs pays: "Tạm ứng", "Trả phần giữ lại của DN-2026-000041". */
export function kindInWords({ kind, retains }: { kind: ClaimKind; retains: string | null }): string {
	if (retains) return m.claim_kind_retention_of({ claim: retains });
	return kind === "advance" ? m.claim_kind_advance() : "";
}

const eventTitles: Record<DisbursementEvent, (by: { rail: Rail }) => string> = {
	scheduled: m.disbursement_event_scheduled,
	sent: m.disbursement_event_sent,
	unknown: m.disbursement_event_unknown,
	paid: m.disbursement_event_paid,
	failed: m.disbursement_event_failed,
	"came-back": m.disbursement_event_came_back,
	corrected: m.disbursement_event_corrected,
	"taken-back": m.disbursement_event_taken_back,
	"day-corrected": m.disbursement_event_day_corrected,
	"account-corrected": m.disbursement_event_account_corrected,
	rescheduled: m.disbursement_event_rescheduled,
	"taken-out": m.disbursement_event_taken_out,
	cancelled: m.disbursement_event_cancelled,
};

/**
 * What happened to a payment, in its trail.
 *
 * @param again it was sent before.
 */
export function paymentEventTitle(what: DisbursementEvent, rail: Rail, again = false): string {
	return what === "sent" && again ? m.disbursement_event_sent_again() : eventTitles[what]({ rail });
}

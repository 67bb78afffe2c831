import { ownValue } from "#app/kernel/own-value.ts";

/**
 * Which refusal a constraint of the database stands for, so that a refusal by the database reads like one by the code.
 * The codes are message keys, `<room>_refusal_<code>`.
 */
const refusals: Record<string, string> = {
	ledger_account_floor: "programme_refusal_balance",
	ledger_account_cap: "programme_refusal_cap",
	person_email_once: "account_refusal_address_used",
	address_change_one_waiting: "house_refusal_moved_on",
	programme_pkey: "programme_refusal_already_there",
	programme_version_programme_id_effective_from_key: "programme_refusal_version_day",
	business_tax_code_once: "business_refusal_already_registered",
	business_tax_code_kept: "business_refusal_tax_code_kept",
	claim_one_open: "claim_refusal_one_open",
	claim_near_match_judged: "claim_refusal_near_match",
	claim_advance_once: "claim_refusal_advance_made",
	disbursement_as_verified: "disbursement_refusal_not_due",
	assessment_frozen: "assessment_refusal_completed",
	decision_two_persons: "review_refusal_same_person",
	payment_batch_two_persons: "disbursement_refusal_verified_by_you",
	payment_batch_not_decider: "disbursement_refusal_decided_by_you",
	payment_batch_not_returner: "disbursement_refusal_returned_by_you",
	payment_batch_another_person: "disbursement_refusal_created_by_you",
	disbursement_to_another: "disbursement_refusal_own_provider_some",
	disbursement_paid_once: "disbursement_refusal_already_paid",
	disbursement_released_first: "disbursement_refusal_not_released",
	disbursement_own_stripe_account: "disbursement_refusal_not_due",
	disbursement_confirmed_account: "disbursement_refusal_stripe_unconfirmed",
	stripe_transfer_one_live: "disbursement_refusal_stripe_answers",
	own_share_one_live: "house_refusal_moved_on",
	recovery_two_persons: "recovery_refusal_made_by_you",
	recovery_decided_by_another: "recovery_refusal_decided_by_you",
	recovery_plan_covers: "recovery_refusal_plan_covers",
	recovery_plan_number: "house_refusal_moved_on",
	recovery_plan_of_due: "house_refusal_moved_on",
	recovery_within_payment: "recovery_refusal_within_payment",
	recovery_receipt_within: "recovery_refusal_over",
	recovery_receipt_two_persons: "recovery_refusal_proposed_by_you",
	recovery_receipt_once: "recovery_refusal_recorded",
	holiday_change_two_persons: "budget_refusal_proposed_by_you",
	holiday_change_kept: "house_refusal_moved_on",
	holiday_change_withdrawn_by_proposer: "budget_refusal_not_proposed_by_you",
	budget_change_two_persons: "budget_refusal_proposed_by_you",
	budget_change_kept: "house_refusal_moved_on",
	budget_change_pkey: "house_refusal_moved_on",
	year_closing_two_persons: "budget_refusal_proposed_by_you",
	year_closing_one_live: "budget_refusal_closing_there",
	year_closing_kept: "house_refusal_moved_on",
	year_closing_pkey: "house_refusal_moved_on",
	correction_one_live: "correction_refusal_live",
	correction_two_persons: "correction_refusal_proposed_by_you",
	correction_own_withdrawal: "correction_refusal_not_proposed_by_you",
	correction_not_recorder: "correction_refusal_recorded_by_you",
	correction_kept: "house_refusal_moved_on",
	ledger_transfer_reversed_once: "correction_refusal_corrected",
	disbursement_asked_back: "correction_refusal_asked_back",
	person_role_newly_given: "house_refusal_role_new",
	person_role_apart: "people_refusal_apart",
	person_role_not_oneself: "people_refusal_own_roles",
	person_role_by_two: "people_refusal_by_two",
	person_role_once: "people_refusal_role_held",
	person_role_last_administrator: "people_refusal_last_administrator",
	person_role_kept: "house_refusal_moved_on",
	person_suspended_by_another: "people_refusal_own_roles",
	person_session_suspended: "identity_refusal_suspended",
	person_session_reset: "people_refusal_reset_account",
	person_proposal_two_persons: "people_refusal_proposed_by_you",
	person_proposal_not_oneself: "people_refusal_own_roles",
	person_proposal_withdrawn_by_proposer: "people_refusal_not_proposed_by_you",
	person_proposal_one_live: "people_refusal_proposed_already",
	person_proposal_one_reset: "people_refusal_reset_running",
	person_proposal_by_administrators: "people_refusal_administrators_changed",
	person_proposal_in_time: "house_refusal_moved_on",
	person_proposal_kept: "house_refusal_moved_on",
	person_proposal_pkey: "house_refusal_moved_on",
	submission_number_once: "house_refusal_moved_on",
	decision_pkey: "house_refusal_moved_on",
	agreement_by_all: "agreement_refusal_not_all",
	agreement_party_kept: "house_refusal_moved_on",
	agreement_party_once: "house_refusal_moved_on",
	in_force_only: "claim_refusal_not_agreed",
};

/** A row that stands already, under an id that a form brought along: sent twice, or somebody else's. Says nothing of whose. */
const STANDS_ALREADY = "house_refusal_moved_on";

/** The refusal code of a constraint's name, or null where its breach is our own mistake. */
export function constraintRefusal(constraint: string): string | null {
	return ownValue(refusals, constraint) ?? (constraint.endsWith("_pkey") ? STANDS_ALREADY : null);
}

/** The names of the constraints that stand for a refusal. */
export const refusingConstraints: readonly string[] = Object.keys(refusals);

import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type Actor, confirmsOnlyFrom, type Permission, type Role } from "./access.ts";

/** Every message key of the form `<room>_refusal_<code>` is a refusal; so a refusal without words does not compile. */
export type RefusalCode = Extract<keyof typeof m, `${string}_refusal_${string}`>;

/** What the sentence needs: bigint is an amount in đồng, Date an instant, text is shown as it is. */
export type RefusalFacts = Record<string, string | number | bigint | Date>;

/**
 * The rules say no. Thrown, since a transaction rolls back only on a throw; one place turns it into a sentence in the
 * person's language and the status 409, 403 where the thing is not theirs to do, or 503 where too many ask at once.
 */
export class Refusal extends Error {
	readonly field: string | undefined;
	readonly status: 403 | 409 | 503;

	constructor(
		readonly code: RefusalCode,
		readonly facts: RefusalFacts = {},
		options: { field?: string; status?: 403 | 409 | 503; cause?: unknown } = {},
	) {
		super(`refused: ${code}`, { cause: options.cause });
		this.name = "Refusal";
		this.field = options.field;
		this.status = options.status ?? 409;
	}
}

/**
 * Where a command asks what the page asked: the button was disabled, or things have moved on since.
 *
 * @param status 403 where it depends on who asks.
 * @throws Refusal with the reason of a permission that is not given.
 */
export function assertAllowed(permission: Permission<RefusalCode>, status: 403 | 409 = 409): void {
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status });
}

/**
 * Who got a role lately does not yet let money move with it: decision 025.
 *
 * @throws Refusal with the moment from which they may.
 */
export function refuseNewlyGiven({ actor, now }: { actor: Actor; now: Date }, role: Role): void {
	const from = confirmsOnlyFrom(actor, role, now);
	if (from) throw new Refusal("house_refusal_role_new_until", { from }, { status: 403 });
}

/** The same, for a page that shows its button disabled: an actor of a request has the moment only while it is to come. */
export function newlyGivenReason(actor: Pick<Actor, "roles">, role: Role): string | undefined {
	const from = actor.roles.find((grant) => grant.role === role)?.confirmsFrom;
	return from ? m.house_refusal_role_new_until({ from: formatDateTime(from, getLocale()) }) : undefined;
}

/** Those for which a page shows its button disabled, before anything is sent. They need no facts. */
const reasons = {
	account_refusal_staff_factor: m.account_refusal_staff_factor,
	agreement_refusal_lapsed: m.agreement_refusal_lapsed,
	agreement_refusal_extended: m.agreement_refusal_extended,
	agreement_refusal_right_to_bind: m.agreement_refusal_right_to_bind,
	application_refusal_submitted: m.application_refusal_submitted,
	application_refusal_not_withdrawable: m.application_refusal_not_withdrawable,
	budget_refusal_not_proposed_by_you: m.budget_refusal_not_proposed_by_you,
	budget_refusal_proposed_by_you: m.budget_refusal_proposed_by_you,
	claim_refusal_advance_first: m.claim_refusal_advance_first,
	claim_refusal_advance_made: m.claim_refusal_advance_made,
	claim_refusal_advance_too_late: m.claim_refusal_advance_too_late,
	claim_refusal_answered: m.claim_refusal_answered,
	claim_refusal_last_made: m.claim_refusal_last_made,
	claim_refusal_no_advance: m.claim_refusal_no_advance,
	claim_refusal_not_agreed: m.claim_refusal_not_agreed,
	claim_refusal_nothing_left: m.claim_refusal_nothing_left,
	claim_refusal_nothing_verified: m.claim_refusal_nothing_verified,
	claim_refusal_one_open: m.claim_refusal_one_open,
	claim_refusal_stop_your_business: m.claim_refusal_stop_your_business,
	claim_refusal_stop_handled: m.claim_refusal_stop_handled,
	claim_refusal_stopped_by_you: m.claim_refusal_stopped_by_you,
	claim_refusal_submitted: m.claim_refusal_submitted,
	correction_refusal_not_proposed_by_you: m.correction_refusal_not_proposed_by_you,
	correction_refusal_proposed_by_you: m.correction_refusal_proposed_by_you,
	correction_refusal_recorded_by_you: m.correction_refusal_recorded_by_you,
	correction_refusal_your_business: m.correction_refusal_your_business,
	disbursement_refusal_created_by_you: m.disbursement_refusal_created_by_you,
	disbursement_refusal_failed_by_you: m.disbursement_refusal_failed_by_you,
	disbursement_refusal_empty: m.disbursement_refusal_empty,
	disbursement_refusal_not_failed: m.disbursement_refusal_not_failed,
	disbursement_refusal_not_released: m.disbursement_refusal_not_released,
	disbursement_refusal_own_share_claimed: m.disbursement_refusal_own_share_claimed,
	disbursement_refusal_own_share_not_agreed: m.disbursement_refusal_own_share_not_agreed,
	disbursement_refusal_paid_to_you: m.disbursement_refusal_paid_to_you,
	disbursement_refusal_released: m.disbursement_refusal_released,
	disbursement_refusal_sent: m.disbursement_refusal_sent,
	disbursement_refusal_stripe_no_holder: m.disbursement_refusal_stripe_no_holder,
	disbursement_refusal_stripe_off: m.disbursement_refusal_stripe_off,
	disbursement_refusal_decided_by_you: m.disbursement_refusal_decided_by_you,
	disbursement_refusal_returned_by_you: m.disbursement_refusal_returned_by_you,
	disbursement_refusal_verified_by_you: m.disbursement_refusal_verified_by_you,
	disbursement_refusal_your_business: m.disbursement_refusal_your_business,
	house_refusal_moved_on: m.house_refusal_moved_on,
	house_refusal_not_yours: m.house_refusal_not_yours,
	people_refusal_own_roles: m.people_refusal_own_roles,
	people_refusal_proposed_by_you: m.people_refusal_proposed_by_you,
	people_refusal_not_proposed_by_you: m.people_refusal_not_proposed_by_you,
	recovery_refusal_answer_by: m.recovery_refusal_answer_by,
	recovery_refusal_decided_by_you: m.recovery_refusal_decided_by_you,
	recovery_refusal_in_one: m.recovery_refusal_in_one,
	recovery_refusal_made_by_you: m.recovery_refusal_made_by_you,
	recovery_refusal_not_paid: m.recovery_refusal_not_paid,
	recovery_refusal_nothing_left: m.recovery_refusal_nothing_left,
	recovery_refusal_plan_late: m.recovery_refusal_plan_late,
	recovery_refusal_planned: m.recovery_refusal_planned,
	recovery_refusal_proposed_by_you: m.recovery_refusal_proposed_by_you,
	recovery_refusal_right_to_bind: m.recovery_refusal_right_to_bind,
	recovery_refusal_too_late: m.recovery_refusal_too_late,
	recovery_refusal_your_business: m.recovery_refusal_your_business,
	review_refusal_conflict: m.review_refusal_conflict,
	review_refusal_not_declared: m.review_refusal_not_declared,
	review_refusal_not_taken_up: m.review_refusal_not_taken_up,
} satisfies Partial<Record<RefusalCode, () => string>>;

/**
 * Why a person may not do what a page offers. Listed by name: with a computed key of `m`, a page would load the texts of
 * all rooms.
 */
export function reasonText(reason: keyof typeof reasons): string {
	return reasons[reason]();
}

import { type Actor, allowed, holds, type Permission, type Role, refusedBecause } from "#app/house/access.ts";

/** Who reads stops: those who decide, those who pay, and the auditor; the administrator, who may withdraw a certificate. */
export const stopReaders = [
	"programme_officer",
	"finance_officer",
	"auditor",
	"administrator",
] as const satisfies readonly Role[];

export function canSeeStops(actor: Actor): Permission<"house_refusal_not_yours"> {
	return actor.secondFactor && stopReaders.some((role) => holds(actor, role))
		? allowed
		: refusedBecause("house_refusal_not_yours");
}

/** What the right to decide depends on. */
export type StopAsSeen = {
	/** Who stopped the payments, of each reason that is open; null where it was no person. */
	stoppedBy: readonly (string | null)[];
	/** The actor belongs to the business or its provider, or declared to be linked to it. */
	conflict: boolean;
	/** The actor made or released a batch with a payment of it, approved the application or verified a claim of it. */
	hasHandled: boolean;
};

/**
 * To let payments go on or to end the claims: a programme officer, other than whoever stopped the payments, and nobody of
 * the business. It is the third pair of eyes: neither who asks money back nor who pays decides.
 */
export function canDecideStop(
	actor: Actor,
	stop: StopAsSeen,
): Permission<
	| "house_refusal_not_yours"
	| "house_refusal_moved_on"
	| "claim_refusal_stopped_by_you"
	| "claim_refusal_stop_your_business"
	| "claim_refusal_stop_handled"
> {
	if (!actor.secondFactor || !holds(actor, "programme_officer")) return refusedBecause("house_refusal_not_yours");
	if (stop.conflict) return refusedBecause("claim_refusal_stop_your_business");
	if (stop.stoppedBy.length === 0) return refusedBecause("house_refusal_moved_on");
	if (stop.stoppedBy.includes(actor.personId)) return refusedBecause("claim_refusal_stopped_by_you");
	return stop.hasHandled ? refusedBecause("claim_refusal_stop_handled") : allowed;
}

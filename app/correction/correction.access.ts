import { canPay } from "#app/disbursement/disbursement.access.ts";
import { type Actor, allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import { type CorrectionState, type CorrectionTransition, correctionTransitions } from "./correction.states.ts";

/** What rights on a correction depend on. */
export type CorrectionAsSeen = {
	state: CorrectionState;
	proposedBy: string;
	/** Who booked what it corrects; null for the system. */
	recordedBy: string | null;
	/** The actor belongs to the business that it is about. */
	ownBusiness: boolean;
};

type Reason =
	| "house_refusal_not_yours"
	| "house_refusal_moved_on"
	| "correction_refusal_your_business"
	| "correction_refusal_proposed_by_you"
	| "correction_refusal_recorded_by_you"
	| "correction_refusal_not_proposed_by_you";

/** To propose one: any finance officer, also who booked it, but nobody of the business. */
export function canPropose(actor: Actor, { ownBusiness }: Pick<CorrectionAsSeen, "ownBusiness">): Permission<Reason> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	return ownBusiness ? refusedBecause("correction_refusal_your_business") : allowed;
}

/** To end one: each way has its person. */
export function canEnd(actor: Actor, correction: CorrectionAsSeen, to: CorrectionTransition["to"]): Permission<Reason> {
	const propose = canPropose(actor, correction);
	if (!propose.allowed) return propose;
	const transition = correctionTransitions.find((each) => each.from === correction.state && each.to === to);
	if (!transition) return refusedBecause("house_refusal_moved_on");
	const isProposer = correction.proposedBy === actor.personId;
	if (transition.by === "proposer") {
		return isProposer ? allowed : refusedBecause("correction_refusal_not_proposed_by_you");
	}
	if (isProposer) return refusedBecause("correction_refusal_proposed_by_you");
	if (transition.by === "another-than-proposer-and-recorder" && correction.recordedBy === actor.personId) {
		return refusedBecause("correction_refusal_recorded_by_you");
	}
	return allowed;
}

import type { ApplicationState } from "#app/application/application.states.ts";
import { allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

export type AgreementAsSeen = {
	state: ApplicationState;
	/** The person's role in the business. */
	membership: string | null;
	today: PlainDate;
	/** The last day for whoever is waited for. */
	lastDay: PlainDate;
	extended: boolean;
	/** By the business; its providers may still be waited for. */
	accepted: boolean;
	/** A provider has declined, and has not been asked again. */
	declined: boolean;
};

type Late = "agreement_refusal_lapsed" | "house_refusal_moved_on";

function isOpen({ state, today, lastDay }: AgreementAsSeen): Permission<Late> {
	if (state === "lapsed" || (state === "approved" && today > lastDay)) {
		return refusedBecause("agreement_refusal_lapsed");
	}
	return state === "approved" ? allowed : refusedBecause("house_refusal_moved_on");
}

/** To accept the terms: for those with the right to bind the business, its owners, within the days. */
export function canAccept(seen: AgreementAsSeen): Permission<Late | "agreement_refusal_right_to_bind"> {
	const open = isOpen(seen);
	if (!open.allowed) return open;
	if (seen.accepted) return refusedBecause("house_refusal_moved_on");
	return seen.membership === "owner" ? allowed : refusedBecause("agreement_refusal_right_to_bind");
}

/** To take the one extension: for anyone of the business. */
export function canExtend(seen: AgreementAsSeen): Permission<Late | "agreement_refusal_extended"> {
	const open = isOpen(seen);
	if (!open.allowed) return open;
	return seen.extended ? refusedBecause("agreement_refusal_extended") : allowed;
}

/** To mail a provider its link again, or to another address: for anyone of the business, until the provider has accepted. */
export function canAskProvider(seen: AgreementAsSeen, answer: PartyAnswer): Permission<Late> {
	const open = isOpen(seen);
	if (!open.allowed) return open;
	return seen.accepted && answer !== "accepted" ? allowed : refusedBecause("house_refusal_moved_on");
}

/** To let the approval go before its days are over: for those who bind the business, once a provider has declined. */
export function canGiveUp(seen: AgreementAsSeen): Permission<Late | "agreement_refusal_right_to_bind"> {
	const open = isOpen(seen);
	if (!open.allowed) return open;
	if (!seen.declined) return refusedBecause("house_refusal_moved_on");
	return seen.membership === "owner" ? allowed : refusedBecause("agreement_refusal_right_to_bind");
}

export type PartyAnswer = "accepted" | "declined" | null;

/** What becomes of a provider's link. */
export type LinkState = "open" | "accepted" | "declined" | "late" | "ended";

/** Whether a provider can still answer, and what its link shows otherwise. */
export function linkStateOf(seen: {
	state: ApplicationState;
	answer: PartyAnswer;
	today: PlainDate;
	lastDay: PlainDate;
}): LinkState {
	const { state, answer, today, lastDay } = seen;
	if (state === "lapsed" || state === "cancelled") return "ended";
	if (answer !== null) return answer;
	return state === "approved" && today <= lastDay ? "open" : "late";
}

import type { ApplicationState } from "#app/application/application.states.ts";
import { allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

export type AgreementAsSeen = {
	state: ApplicationState;
	/** The person's role in the business. */
	membership: string | null;
	today: PlainDate;
	acceptBy: PlainDate;
	extended: boolean;
};

type Late = "agreement_refusal_lapsed" | "house_refusal_moved_on";

function isOpen({ state, today, acceptBy }: AgreementAsSeen): Permission<Late> {
	if (state === "lapsed" || (state === "approved" && today > acceptBy)) {
		return refusedBecause("agreement_refusal_lapsed");
	}
	return state === "approved" ? allowed : refusedBecause("house_refusal_moved_on");
}

/** To accept the terms: for those with the right to bind the business, its owners, within the days. */
export function canAccept(seen: AgreementAsSeen): Permission<Late | "agreement_refusal_right_to_bind"> {
	const open = isOpen(seen);
	if (!open.allowed) return open;
	return seen.membership === "owner" ? allowed : refusedBecause("agreement_refusal_right_to_bind");
}

/** To take the one extension: for anyone of the business. */
export function canExtend(seen: AgreementAsSeen): Permission<Late | "agreement_refusal_extended"> {
	const open = isOpen(seen);
	if (!open.allowed) return open;
	return seen.extended ? refusedBecause("agreement_refusal_extended") : allowed;
}

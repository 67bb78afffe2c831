/**
 * A day that was said, and that one finance officer proposes to change and another confirms: the day on which a payment
 * was made, by which it belongs to a budget year, and the day on which the bank is to carry out a batch.
 */

import { type Actor, allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import type { RefusalCode } from "#app/house/refusal.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { type Holidays, isWorkingDay } from "#app/kernel/working-days.ts";
import { canPay } from "../disbursement.access.ts";

export const dayKinds = ["paid-on", "executes-on"] as const;

/** `paid-on`: of a payment. `executes-on`: of a batch. */
export type DayKind = (typeof dayKinds)[number];

export type DayChangeState = "proposed" | "confirmed" | "declined" | "withdrawn";

type Ending = Exclude<DayChangeState, "proposed">;

/** Each way to end a proposal, and whose it is. The recorder is who booked the payment as paid. */
const dayChangeEndings: Record<Ending, "another-than-proposer-and-recorder" | "another-than-proposer" | "proposer"> = {
	confirmed: "another-than-proposer-and-recorder",
	declined: "another-than-proposer",
	withdrawn: "proposer",
};

/** What rights on a proposal depend on. */
export type DayChangeAsSeen = {
	state: DayChangeState;
	proposedBy: string;
	recordedBy: string | null;
	/** The actor belongs to a business that is paid. */
	ownBusiness: boolean;
};

type Reason = Extract<
	RefusalCode,
	| "house_refusal_not_yours"
	| "house_refusal_moved_on"
	| "correction_refusal_your_business"
	| "correction_refusal_proposed_by_you"
	| "correction_refusal_recorded_by_you"
	| "correction_refusal_not_proposed_by_you"
>;

/** To propose another day: any finance officer who belongs to no business that is paid. */
export function canProposeDay(actor: Actor, { ownBusiness }: Pick<DayChangeAsSeen, "ownBusiness">): Permission<Reason> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	return ownBusiness ? refusedBecause("correction_refusal_your_business") : allowed;
}

/** To end a proposal in this way. */
export function canEndDay(actor: Actor, change: DayChangeAsSeen, to: Ending): Permission<Reason> {
	const propose = canProposeDay(actor, change);
	if (!propose.allowed) return propose;
	if (change.state !== "proposed") return refusedBecause("house_refusal_moved_on");
	const isProposer = change.proposedBy === actor.personId;
	const by = dayChangeEndings[to];
	if (by === "proposer") return isProposer ? allowed : refusedBecause("correction_refusal_not_proposed_by_you");
	if (isProposer) return refusedBecause("correction_refusal_proposed_by_you");
	if (by === "another-than-proposer-and-recorder" && change.recordedBy === actor.personId) {
		return refusedBecause("correction_refusal_recorded_by_you");
	}
	return allowed;
}

/** What stands against a day, if anything does: `range`, `same` or `holiday`. */
export function dayFault(
	of: { kind: DayKind; from: PlainDate; earliest: PlainDate },
	to: PlainDate,
	{ today, holidays }: { today: PlainDate; holidays: Holidays },
): "range" | "same" | "holiday" | null {
	if (to === of.from) return "same";
	if (of.kind === "paid-on") return to < of.earliest || to > today ? "range" : null;
	if (to < today) return "range";
	return isWorkingDay(to, holidays) ? null : "holiday";
}

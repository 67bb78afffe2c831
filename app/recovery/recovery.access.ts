import { canPay, canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { type Actor, allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { canReadFile, type FileAsSeen, type ReviewerTie } from "#app/review/review.access.ts";
import { awaitsMoney, type RecoveryState } from "./recovery.states.ts";

type NotYours = "house_refusal_not_yours";

/** To read a recovery: who sees payments; once it is sent, also who reads the file that it is about. */
export function canReadRecovery(
	actor: Actor,
	{ file, tie, confirmed }: { file: FileAsSeen; tie: ReviewerTie; confirmed: boolean },
): Permission<NotYours> {
	if (canSeePayments(actor).allowed) return allowed;
	const reads = confirmed && canReadFile(actor, file, tie).allowed;
	return reads ? allowed : refusedBecause("house_refusal_not_yours");
}

/** To make a notice: of what was paid, as far as it is not asked back already, and not of one's own business. */
export function canAskBack(
	actor: Actor,
	payment: { state: DisbursementState; askableDong: bigint; ownBusiness: boolean },
): Permission<
	NotYours | "recovery_refusal_not_paid" | "recovery_refusal_nothing_left" | "recovery_refusal_your_business"
> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (payment.state !== "paid") return refusedBecause("recovery_refusal_not_paid");
	if (payment.ownBusiness) return refusedBecause("recovery_refusal_your_business");
	return payment.askableDong > 0n ? allowed : refusedBecause("recovery_refusal_nothing_left");
}

/** What a finance officer's rights on a recovery depend on. */
export type RecoveryAsSeen = {
	state: RecoveryState;
	madeBy: string;
	confirmed: boolean;
	answerBy: PlainDate;
	today: PlainDate;
	/** The actor belongs to the business. */
	ownBusiness: boolean;
};

/** To send a notice to the business: another officer than who made it, while there is time to answer. */
export function canConfirm(
	actor: Actor,
	seen: RecoveryAsSeen,
): Permission<
	| NotYours
	| "house_refusal_moved_on"
	| "recovery_refusal_made_by_you"
	| "recovery_refusal_your_business"
	| "recovery_refusal_answer_by"
> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (seen.state !== "drafted") return refusedBecause("house_refusal_moved_on");
	if (seen.madeBy === actor.personId) return refusedBecause("recovery_refusal_made_by_you");
	if (seen.ownBusiness) return refusedBecause("recovery_refusal_your_business");
	return seen.today < seen.answerBy ? allowed : refusedBecause("recovery_refusal_answer_by");
}

/**
 * To keep, lower or drop what was asked: another officer than who made the notice, as an appeal goes to another person.
 * One that was never sent is dropped by anybody who may pay, also by who made it by mistake.
 */
export function canDecide(
	actor: Actor,
	seen: Omit<RecoveryAsSeen, "answerBy" | "today">,
): Permission<
	NotYours | "house_refusal_moved_on" | "recovery_refusal_decided_by_you" | "recovery_refusal_your_business"
> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (seen.state === "settled" || seen.state === "dropped") return refusedBecause("house_refusal_moved_on");
	if (seen.confirmed && seen.madeBy === actor.personId) return refusedBecause("recovery_refusal_decided_by_you");
	return seen.ownBusiness ? refusedBecause("recovery_refusal_your_business") : allowed;
}

/**
 * To answer what an officer proposed, to ask less or nothing any more: another officer confirms it, also who made the
 * notice, since both agree then. Anybody who pays declines it, also who proposed it.
 */
export function canAnswerProposal(
	actor: Actor,
	{ state, proposedBy, ownBusiness }: { state: RecoveryState; proposedBy: string | null; ownBusiness: boolean },
	answer: "confirm" | "decline",
): Permission<
	NotYours | "house_refusal_moved_on" | "recovery_refusal_proposed_by_you" | "recovery_refusal_your_business"
> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (proposedBy === null || !awaitsMoney(state)) return refusedBecause("house_refusal_moved_on");
	if (ownBusiness) return refusedBecause("recovery_refusal_your_business");
	const isOwn = answer === "confirm" && proposedBy === actor.personId;
	return isOwn ? refusedBecause("recovery_refusal_proposed_by_you") : allowed;
}

/** To record money that came back: as long as some is asked, and not of one's own business. */
export function canReceive(
	actor: Actor,
	{ state, ownBusiness }: Pick<RecoveryAsSeen, "state" | "ownBusiness">,
): Permission<NotYours | "house_refusal_moved_on" | "recovery_refusal_your_business"> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (!awaitsMoney(state)) return refusedBecause("house_refusal_moved_on");
	return ownBusiness ? refusedBecause("recovery_refusal_your_business") : allowed;
}

/** What the rights of a person of the business depend on. */
export type NoticeAsSeen = {
	/** The person's role in the business. */
	membership: string | null;
	state: RecoveryState;
	answerBy: PlainDate;
	dueOn: PlainDate;
	today: PlainDate;
	planned: boolean;
	/** In how many parts it may be paid back. */
	most: number;
};

type NotTheirs = "house_refusal_moved_on" | "recovery_refusal_right_to_bind";

/** To answer a notice: an owner, since it binds the business, and once. To agree is never too late. */
export function canAnswer(seen: Pick<NoticeAsSeen, "membership" | "state">): Permission<NotTheirs> {
	if (seen.state !== "notified") return refusedBecause("house_refusal_moved_on");
	return seen.membership === "owner" ? allowed : refusedBecause("recovery_refusal_right_to_bind");
}

/** To contest: as to answer, and up to the last day. */
export function canContest(
	seen: Pick<NoticeAsSeen, "membership" | "state" | "answerBy" | "today">,
): Permission<NotTheirs | "recovery_refusal_too_late"> {
	const answer = canAnswer(seen);
	if (!answer.allowed) return answer;
	return seen.today <= seen.answerBy ? allowed : refusedBecause("recovery_refusal_too_late");
}

/** To pay back in parts: an owner, once, where the programme lets it, until the day on which all would be due. */
export function canPlan(
	seen: NoticeAsSeen,
): Permission<NotTheirs | "recovery_refusal_planned" | "recovery_refusal_plan_late" | "recovery_refusal_in_one"> {
	if (seen.state !== "due") return refusedBecause("house_refusal_moved_on");
	if (seen.planned) return refusedBecause("recovery_refusal_planned");
	if (seen.most < 2) return refusedBecause("recovery_refusal_in_one");
	if (seen.today > seen.dueOn) return refusedBecause("recovery_refusal_plan_late");
	return seen.membership === "owner" ? allowed : refusedBecause("recovery_refusal_right_to_bind");
}

/**
 * In which parts a recovery is paid back, what has been covered, and when the business is reminded. The law asks for the
 * money back and names no parts and no days (Decree 80/2021/ND-CP, article 31): the programme's setting
 * `recoveryInstalmentsMost` says how many parts a business may choose.
 */

import { smallerDong, sumDong } from "#app/kernel/dong.ts";
import { addDays, addMonths, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { awaitsMoney, type RecoveryState } from "./recovery.states.ts";

/** One part of a plan, by its number from 1. */
export type Instalment = { number: number; dueOn: PlainDate; amountDong: bigint };

const THOUSAND = 1_000n;

/**
 * Equal monthly parts, the first on the day that the notice names. Parts are whole thousands of đồng, which people can
 * type; the last part takes the rest.
 */
export function monthlyInstalments(leftDong: bigint, count: number, firstDueOn: PlainDate): Instalment[] {
	const share = leftDong / BigInt(count);
	const part = share >= THOUSAND ? share - (share % THOUSAND) : share;
	return Array.from({ length: count }, (_, at) => ({
		number: at + 1,
		dueOn: addMonths(firstDueOn, at),
		amountDong: at === count - 1 ? leftDong - part * BigInt(count - 1) : part,
	}));
}

/** The parts after the amount was lowered: what is no longer asked falls away from the last part backwards. */
export function loweredInstalments(instalments: readonly Instalment[], totalDong: bigint): Instalment[] {
	let left = totalDong;
	return instalments.flatMap((instalment) => {
		const amountDong = smallerDong(instalment.amountDong, left);
		left -= amountDong;
		return amountDong > 0n ? [{ ...instalment, amountDong }] : [];
	});
}

/** The day from which on the days before it is paid are counted anew, once a contest is answered. */
const PAY_DAYS = 30;

/** The day that an officer who answers a contest begins with: a month from today, as the contest took time. */
export function dueAfterContest({ state, dueOn }: { state: RecoveryState; dueOn: PlainDate }, now: Date): PlainDate {
	const later = addDays(plainDateAt(now), PAY_DAYS);
	return state === "contested" && later > dueOn ? later : dueOn;
}

/** How far ahead a day to answer or to pay may be, and how much later an answer to a contest may move it. */
const NOTICE_DAYS_MOST = 366;
const LATER_DAYS_MOST = 90;

/** The last day that a notice of today may name. */
export function lastDayOfNotice(today: PlainDate): PlainDate {
	return addDays(today, NOTICE_DAYS_MOST);
}

/**
 * The last day to which an officer alone may move the day to pay: what is put off for years is not asked back, and to ask
 * less back takes two.
 */
export function lastDayToPay(dueOn: PlainDate, today: PlainDate): PlainDate {
	const later = addDays(today, LATER_DAYS_MOST);
	return later > dueOn ? later : dueOn;
}

/** The last plan: its parts, and what had come back before there was one. */
export type Plan = { receivedDong: bigint; instalments: readonly Instalment[] };

/**
 * The plan as receipts cover it. Where one that had come back before the plan turned out to be recorded wrongly, it is to
 * be paid with the first part.
 */
export function planToCover(plan: Plan, receivedDong: bigint): Plan {
	const shortDong = plan.receivedDong - receivedDong;
	if (shortDong <= 0n) return plan;
	const [first, ...others] = plan.instalments;
	const instalments = first ? [{ ...first, amountDong: first.amountDong + shortDong }, ...others] : [];
	return { receivedDong, instalments };
}

export type PartDue = Instalment & {
	coveredDong: bigint;
	state: "covered" | "open" | "overdue";
};

export type Standing = {
	receivedDong: bigint;
	leftDong: bigint;
	/** Without a plan, all of it on the day of the notice. Empty once it was dropped. */
	parts: PartDue[];
	/** What is to be paid next, and by when: all that is overdue, or else the next part; null when nothing is to be paid now. */
	next: { dueOn: PlainDate; amountDong: bigint } | null;
	overdueDong: bigint;
};

/** Where a recovery stands today. Receipts cover the oldest part first. */
export function standingOf(recovery: {
	state: RecoveryState;
	amountDong: bigint;
	dueOn: PlainDate;
	receivedDong: bigint;
	plan: Plan | null;
	today: PlainDate;
}): Standing {
	const { state, amountDong, dueOn, receivedDong, today } = recovery;
	// While the city looks at a contest nobody is pressed.
	const isOpen = awaitsMoney(state) && state !== "contested";
	const atOnce = { receivedDong: 0n, instalments: [{ number: 1, dueOn, amountDong }] };
	const plan = planToCover(recovery.plan ?? atOnce, receivedDong);
	let toCover = receivedDong - plan.receivedDong;
	const parts = plan.instalments.map((instalment): PartDue => {
		const coveredDong = smallerDong(instalment.amountDong, toCover);
		toCover -= coveredDong;
		if (coveredDong === instalment.amountDong) return { ...instalment, coveredDong, state: "covered" };
		return { ...instalment, coveredDong, state: isOpen && instalment.dueOn < today ? "overdue" : "open" };
	});
	const openOf = (those: readonly PartDue[]) => sumDong(those.map((part) => part.amountDong - part.coveredDong));
	const next = parts.find((part) => part.state !== "covered");
	const overdueDong = openOf(parts.filter((part) => part.state === "overdue"));
	return {
		receivedDong,
		leftDong: state === "dropped" ? 0n : amountDong - receivedDong,
		parts: state === "dropped" ? [] : parts,
		next: isOpen && next ? { dueOn: next.dueOn, amountDong: overdueDong > 0n ? overdueDong : openOf([next]) } : null,
		overdueDong,
	};
}

/** How many parts the business may choose from: never more than there are đồng. */
export function mostInstalments(setting: number, leftDong: bigint): number {
	return leftDong < BigInt(setting) ? Number(leftDong) : setting;
}

/** Days before the last day to answer, and before a part is due, from which on it is reminded of. */
const ANSWER_DAYS = 3;
const SOON_DAYS = 7;
const TOMORROW_DAYS = 1;
/** Once overdue, the business hears of it again after so many days. */
const OVERDUE_EVERY_DAYS = 7;

export type Reminder = {
	kind: "answer" | "soon" | "overdue";
	/** The day that it is about. */
	day: PlainDate;
	amountDong: bigint;
	/** The same step is told once, on whichever day the job runs. */
	step: string;
};

/**
 * What the business is reminded of today, if anything.
 */
export function reminderOf(
	recovery: { state: RecoveryState; answerBy: PlainDate },
	{ next, overdueDong }: Standing,
	today: PlainDate,
): Reminder | null {
	if (!next) return null;
	const { dueOn: day } = next;
	if (overdueDong > 0n) {
		let times = 0;
		while (addDays(day, 1 + OVERDUE_EVERY_DAYS * (times + 1)) <= today) times += 1;
		return { kind: "overdue", day, amountDong: next.amountDong, step: `overdue-${times}` };
	}
	const { answerBy } = recovery;
	if (recovery.state === "notified" && today <= answerBy && addDays(answerBy, -ANSWER_DAYS) <= today) {
		return { kind: "answer", day: answerBy, amountDong: next.amountDong, step: "answer" };
	}
	if (addDays(day, -SOON_DAYS) > today) return null;
	const step = addDays(day, -TOMORROW_DAYS) <= today ? "tomorrow" : "soon";
	return { kind: "soon", day, amountDong: next.amountDong, step };
}

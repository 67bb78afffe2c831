/**
 * Working days: Monday to Friday less the public holidays and what is swapped with a Saturday, which change every year
 * and therefore come from a table. And the clock of an answer that is due within so many of them.
 */

import { assert } from "./assert.ts";
import { addDays, daysBetween, type PlainDate, weekdayOf } from "./plain-date.ts";

/** The days that are not what their weekday says: off from Monday to Friday, worked on Saturday and Sunday. */
export type Holidays = ReadonlySet<PlainDate>;

export function isWeekend(date: PlainDate): boolean {
	return weekdayOf(date) > 5;
}

/** Monday to Friday and not a holiday, or a Saturday that is worked in exchange. */
export function isWorkingDay(date: PlainDate, holidays: Holidays): boolean {
	return isWeekend(date) === holidays.has(date);
}

/** The `count`-th working day after `from`; the day after `from` is the first candidate. `from` itself for 0. */
export function addWorkingDays(from: PlainDate, count: number, holidays: Holidays): PlainDate {
	assert(Number.isInteger(count) && count >= 0, "Working days are counted forwards, in whole days");
	let date = from;
	for (let left = count; left > 0; ) {
		date = addDays(date, 1);
		if (isWorkingDay(date, holidays)) left -= 1;
	}
	return date;
}

/** How many working days lie after `from`, up to and including `to`; 0 if `to` is not later. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, holidays: Holidays): number {
	if (to <= from) return 0;
	const days = daysBetween(from, to);
	const left = days % 7;
	let count = ((days - left) / 7) * 5;
	for (let day = 1; day <= left; day++) if (!isWeekend(addDays(from, day))) count += 1;
	for (const date of holidays) if (from < date && date <= to) count += isWeekend(date) ? 1 : -1;
	return count;
}

/** The clock stood still after the day `from` on which changes were asked for, through the day `to` they arrived. */
export type ClockPause = { from: PlainDate; to: PlainDate | null };

export type ClockSquare = "past" | "paused" | "today" | "to-come" | "over";

export type AnswerClock = {
	/** Working days that count so far, today's included; more than `limitDays` when overdue. */
	usedDays: number;
	limitDays: number;
	remainingDays: number;
	/** The last day in time, that day included; null while the clock stands still, since nobody can know it then. */
	dueOn: PlainDate | null;
	/** Working days that have begun since `dueOn`. */
	overdueDays: number;
	/** Working days that do not count because the applicant owed an answer. */
	pausedDays: number;
	/** One per working day since submission, for the drawing; "today" is missing on a day off. */
	squares: ClockSquare[];
};

/**
 * The clock of an answer that is due `limitWorkingDays` after a complete submission
 * (14 of them: Decree 80/2021/NĐ-CP, Article 32). The day after submission is day 1.
 */
export function answerClock(input: {
	submittedOn: PlainDate;
	today: PlainDate;
	limitWorkingDays: number;
	pauses: readonly ClockPause[];
	holidays: Holidays;
}): AnswerClock {
	const { submittedOn, today, limitWorkingDays: limitDays, pauses, holidays } = input;
	const isPaused = (date: PlainDate) => pauses.some((pause) => pause.from < date && date <= (pause.to ?? today));
	const squares: ClockSquare[] = [];
	let usedDays = 0;
	let counted = 0;
	let lastDay: PlainDate = submittedOn;

	for (let date = addDays(submittedOn, 1); date <= today || counted < limitDays; date = addDays(date, 1)) {
		if (!isWorkingDay(date, holidays)) continue;
		if (isPaused(date)) {
			squares.push("paused");
			continue;
		}
		counted += 1;
		if (date <= today) usedDays = counted;
		if (counted === limitDays) lastDay = date;
		squares.push(squareOf(date, today, counted > limitDays));
	}

	const standsStill = pauses.some((pause) => pause.to === null && pause.from <= today);
	return {
		usedDays,
		limitDays,
		remainingDays: Math.max(limitDays - usedDays, 0),
		dueOn: standsStill && lastDay > today ? null : lastDay,
		overdueDays: Math.max(usedDays - limitDays, 0),
		pausedDays: squares.filter((square) => square === "paused").length,
		squares,
	};
}

function squareOf(date: PlainDate, today: PlainDate, over: boolean): ClockSquare {
	if (over) return "over";
	if (date === today) return "today";
	return date < today ? "past" : "to-come";
}

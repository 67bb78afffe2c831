/**
 * Changes of the working days: public holidays (Labour Code 45/2019/QH14, Article 112), days off that are swapped with a
 * Saturday, and days that are ordinary again. Only days to come: deadlines that ran out under the old table stay as they
 * were told.
 */

import { addDays, type PlainDate, yearOf } from "#app/kernel/plain-date.ts";
import { isWeekend } from "#app/kernel/working-days.ts";

export const holidayChangeKinds = ["off", "worked", "ordinary"] as const;

/** `off`: no work from Monday to Friday. `worked`: work on a Saturday or Sunday. `ordinary`: what was entered holds no more. */
export type HolidayChangeKind = (typeof holidayChangeKinds)[number];

const MOST_DAYS = 31;
const YEARS_AHEAD = 2;

export type DaysAsked = { kind: HolidayChangeKind; fromOn: PlainDate; toOn: PlainDate };

/** A day of the table that is not what its weekday says. */
export type KeptDay = { onDate: PlainDate; isWorked: boolean };

export type DaysFault = "past" | "far" | "order" | "length" | "no-weekday" | "not-weekend" | "nothing-there";

function daysIn({ fromOn, toOn }: DaysAsked): PlainDate[] {
	const days: PlainDate[] = [];
	for (let day = fromOn; day <= toOn; day = addDays(day, 1)) days.push(day);
	return days;
}

/** The days that a change touches: a holiday of a week leaves its weekend alone. */
export function changedDays(asked: DaysAsked, kept: readonly KeptDay[]): PlainDate[] {
	const days = daysIn(asked);
	if (asked.kind === "worked") return days;
	if (asked.kind === "off") return days.filter((day) => !isWeekend(day));
	return days.filter((day) => kept.some(({ onDate }) => onDate === day));
}

/** Why a change cannot be made on that day; null where it can. */
export function faultOf(asked: DaysAsked, kept: readonly KeptDay[], today: PlainDate): DaysFault | null {
	const { kind, fromOn, toOn } = asked;
	if (toOn < fromOn) return "order";
	if (fromOn < today) return "past";
	if (yearOf(toOn) > yearOf(today) + YEARS_AHEAD) return "far";
	if (toOn >= addDays(fromOn, MOST_DAYS)) return "length";
	if (kind === "worked") return daysIn(asked).every(isWeekend) ? null : "not-weekend";
	if (changedDays(asked, kept).length > 0) return null;
	return kind === "off" ? "no-weekday" : "nothing-there";
}

/** How far the days off of a year are known: announced with a source, only expected, or not there at all. */
export type YearStanding = "announced" | "expected" | "missing";

export function standingOf(days: readonly { isWorked: boolean; source: string }[]): YearStanding {
	const off = days.filter(({ isWorked }) => !isWorked);
	if (off.length === 0) return "missing";
	return off.every(({ source }) => source !== "") ? "announced" : "expected";
}

/** The year whose days off are to be entered by now: the next one, from October on, when they are announced. */
export function yearToEnter(today: PlainDate): number | null {
	return today.slice(5) >= "10-01" ? yearOf(today) + 1 : null;
}

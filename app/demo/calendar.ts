import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { addWorkingDays, isWorkingDay } from "#app/kernel/working-days.ts";
import type { Random } from "./random.ts";

/**
 * Moments of the demo's past: office hours of working days, counted back from today in working days. So the demo is one
 * and the same play whatever the weekday, the holidays and the time of year, and each of its stories comes to its end.
 */
export type Calendar = {
	today: PlainDate;
	now: Date;
	/** The day that lies so many working days before today. */
	workingDayAgo: (workingDays: number) => PlainDate;
	/** A moment in office hours of that day. */
	workingDaysAgo: (workingDays: number, random: Random) => Date;
	/** A moment in office hours, `workingDays` working days after another. */
	later: (moment: Date, workingDays: number, random: Random) => Date;
};

const MINUTE = 60_000;

export function calendarOf(now: Date, holidays: ReadonlySet<PlainDate>): Calendar {
	const today = plainDateAt(now);
	const officeHour = (date: PlainDate, random: Random) =>
		new Date(startOfDay(date).getTime() + (8 * 60 + random.between(0, 540)) * MINUTE + random.between(0, 59_000));
	const past: PlainDate[] = [today];
	const workingDayAgo = (workingDays: number): PlainDate => {
		for (let day = past.at(-1) ?? today; past.length <= workingDays; ) {
			day = addDays(day, -1);
			if (isWorkingDay(day, holidays)) past.push(day);
		}
		return past[workingDays] ?? today;
	};
	return {
		today,
		now,
		workingDayAgo,
		workingDaysAgo: (workingDays, random) => officeHour(workingDayAgo(workingDays), random),
		later: (moment, workingDays, random) => {
			if (workingDays === 0) return new Date(moment.getTime() + random.between(5, 45) * MINUTE);
			return officeHour(addWorkingDays(plainDateAt(moment), workingDays, holidays), random);
		},
	};
}

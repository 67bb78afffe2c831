import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { isWorkingDay } from "#app/kernel/working-days.ts";
import type { Random } from "./random.ts";

/** Moments of the demo's past: office hours of working days, counted back from today. */
export type Calendar = {
	today: PlainDate;
	/** A moment in office hours on the first working day from `days` before today on. */
	daysAgo: (days: number, random: Random) => Date;
	/** A moment in office hours, `workingDays` working days before today. */
	workingDaysAgo: (workingDays: number, random: Random) => Date;
	/** A moment in office hours, `workingDays` working days after another. */
	later: (moment: Date, workingDays: number, random: Random) => Date;
	now: Date;
};

const MINUTE = 60_000;

export function calendarOf(now: Date, holidays: ReadonlySet<PlainDate>): Calendar {
	const today = plainDateAt(now);
	const officeHour = (date: PlainDate, random: Random) =>
		new Date(startOfDay(date).getTime() + (8 * 60 + random.between(0, 540)) * MINUTE + random.between(0, 59_000));
	const workingDayFrom = (date: PlainDate): PlainDate => {
		let day = date;
		while (!isWorkingDay(day, holidays)) day = addDays(day, 1);
		return day;
	};
	return {
		today,
		now,
		daysAgo: (days, random) => officeHour(workingDayFrom(addDays(today, -days)), random),
		workingDaysAgo: (workingDays, random) => {
			let day = today;
			for (let left = workingDays; left > 0; ) {
				day = addDays(day, -1);
				if (isWorkingDay(day, holidays)) left -= 1;
			}
			return officeHour(day, random);
		},
		later: (moment, workingDays, random) => {
			let day = plainDateAt(moment);
			for (let left = workingDays; left > 0; left--) day = workingDayFrom(addDays(day, 1));
			const at =
				workingDays === 0 ? new Date(moment.getTime() + random.between(5, 45) * MINUTE) : officeHour(day, random);
			return at > moment ? at : new Date(moment.getTime() + MINUTE);
		},
	};
}

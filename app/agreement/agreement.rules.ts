/** Until when an agreement can be accepted, and when the business is reminded. */

import { addDays, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { addWorkingDays, type Holidays, isWorkingDay, workingDaysBetween } from "#app/kernel/working-days.ts";

type Settings = { agreementWorkingDays: number; extensionWorkingDays: number };

/** The last day to accept, that day included: the programme's working days after the day of approval. */
export function acceptBy(approvedAt: Date, settings: Settings, holidays: Holidays): PlainDate {
	return addWorkingDays(plainDateAt(approvedAt), settings.agreementWorkingDays, holidays);
}

/** The last day after the one extension. */
export function extendedAcceptBy(before: PlainDate, settings: Settings, holidays: Holidays): PlainDate {
	return addWorkingDays(before, settings.extensionWorkingDays, holidays);
}

/** The last day for providers: their working days from the business's acceptance on, and never before its own last day. */
export function providersBy(
	acceptedAt: Date,
	{ acceptBy: own, providerWorkingDays }: { acceptBy: PlainDate; providerWorkingDays: number },
	holidays: Holidays,
): PlainDate {
	const counted = addWorkingDays(plainDateAt(acceptedAt), providerWorkingDays, holidays);
	return counted > own ? counted : own;
}

/** Working days left when a reminder goes out. */
const reminderSteps = [5, 3, 1] as const;

/** The working days of the reminders, first to last. */
export function reminderDays(lastDay: PlainDate, holidays: Holidays): PlainDate[] {
	return reminderSteps.map((step) => {
		let day = lastDay;
		for (let left: number = step; left > 0; ) {
			day = addDays(day, -1);
			if (isWorkingDay(day, holidays)) left -= 1;
		}
		return day;
	});
}

/** Working days after which a business hears that a provider has not answered. */
const PROVIDER_SILENT_WORKING_DAYS = 3;

/** Whether a provider has been silent for so long since it was asked last. */
export function isSilent(askedOn: PlainDate, today: PlainDate, holidays: Holidays): boolean {
	return workingDaysBetween(askedOn, today, holidays) >= PROVIDER_SILENT_WORKING_DAYS;
}

/** Working days after today until the last day; 0 on the last day itself, null when it has passed. */
export function daysLeft(today: PlainDate, lastDay: PlainDate, holidays: Holidays): number | null {
	return today > lastDay ? null : workingDaysBetween(today, lastDay, holidays);
}

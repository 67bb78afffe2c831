/** Until when a document can be used, as its business says. No rule refuses one that has expired: people are told. */

import type { PlainDate } from "#app/kernel/plain-date.ts";
import { addWorkingDays, type Holidays, workingDaysBetween } from "#app/kernel/working-days.ts";

/** So many working days before its end a document is said to expire soon. */
const SOON_WORKING_DAYS = 10;

export type Validity = { until: PlainDate } & (
	| { is: "valid" | "ended" }
	/** With the working days that are left after today; none on the last day. */
	| { is: "soon"; workingDays: number }
);

/** A document can be used through the whole of its last day. */
export function hasEnded(until: PlainDate | null, on: PlainDate): boolean {
	return until !== null && until < on;
}

/** How a document stands today; null where nobody has said until when. */
export function validityOf(until: PlainDate | null, today: PlainDate, holidays: Holidays): Validity | null {
	if (until === null) return null;
	if (hasEnded(until, today)) return { until, is: "ended" };
	// Counted only near the end: a day may be typed that is two centuries away.
	if (until > addWorkingDays(today, SOON_WORKING_DAYS, holidays)) return { until, is: "valid" };
	return { until, is: "soon", workingDays: workingDaysBetween(today, until, holidays) };
}

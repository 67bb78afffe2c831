/**
 * When a year can be closed. The budget year ends on 31 December, and what is signed and paid until then counts for it
 * (Circular 26/2026/TT-BTC): a closing is prepared in December and takes effect from 1 January on.
 */

import { type PlainDate, startOfDay, yearOf } from "#app/kernel/plain-date.ts";

/** The first day on which the closing of a year can be proposed. */
export function proposableFrom(year: number): PlainDate {
	return `${year}-12-01`;
}

/** The first day on which it can be confirmed. */
export function confirmableFrom(year: number): PlainDate {
	return `${year + 1}-01-01`;
}

/** The first moment after a year: what is decided from then on is for the next one. */
export function yearEnds(year: number): Date {
	return startOfDay(confirmableFrom(year));
}

/** The years of a programme up to this one, the latest first. */
export function yearsOfProgramme(opensOn: PlainDate, today: PlainDate): number[] {
	const last = yearOf(today);
	const count = Math.max(0, last - yearOf(opensOn) + 1);
	return Array.from({ length: count }, (_, back) => last - back);
}

/** A reservation counts for the year of the application's first submission, and is closed with it or with a later one. */
export function belongsTo(year: number, submittedOn: PlainDate): boolean {
	return yearOf(submittedOn) <= year;
}

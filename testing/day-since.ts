import { now } from "#app/house/clock.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { addDays, formatDate, plainDateAt } from "#app/kernel/plain-date.ts";

/** The day on which something happened since a test began, as pages write it: midnight may have passed since. */
export function daySince(began: Date, locale: Locale = "vi"): RegExp {
	const days: string[] = [];
	for (let day = plainDateAt(began); day <= plainDateAt(now()); day = addDays(day, 1))
		days.push(formatDate(day, locale));
	return new RegExp(days.join("|"));
}

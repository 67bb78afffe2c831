import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { confirmableFrom } from "./year-closing.rules.ts";

/** Why the closing of a year cannot be confirmed today; undefined where it can. */
export function tooEarlyToConfirm(year: number, today: PlainDate, locale: Locale): string | undefined {
	const from = confirmableFrom(year);
	if (today >= from) return undefined;
	return m.budget_refusal_closing_not_over({ year, date: formatDate(from, locale) }, { locale });
}

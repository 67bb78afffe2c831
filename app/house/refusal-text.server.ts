import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDateTime, isPlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { Refusal } from "./refusal.ts";

type Sentence = (facts: Record<string, string | number>, options: { locale: Locale }) => string;

/** The refusal as a sentence. Amounts, days and instants are written in the locale's way. */
export function refusalText(refusal: Pick<Refusal, "code" | "facts">, locale: Locale): string {
	const facts = Object.fromEntries(
		Object.entries(refusal.facts).map(([name, value]) => {
			if (typeof value === "bigint") return [name, formatDong(value, locale)];
			if (value instanceof Date) return [name, formatDateTime(value, locale)];
			if (typeof value === "string" && isPlainDate(value)) return [name, formatDate(value, locale)];
			return [name, value];
		}),
	);
	return (m[refusal.code] as Sentence)(facts, { locale });
}

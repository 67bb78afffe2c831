import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDocumentDate, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

/** What the clerk or the register gives a document when it goes out. The product never invents a number. */
export type IssueNumber = { number: number; on: PlainDate };

/** "Số: 05/QĐ-STC": a leading zero under 10; room for the hand before it is issued (Decree 30/2020/NĐ-CP, annex I). */
export function numberLine(locale: Locale, symbol: string, issued?: IssueNumber): string {
	if (!issued) return m.templates_decision_number({ symbol }, { locale });
	return m.templates_decision_number_issued({ number: String(issued.number).padStart(2, "0"), symbol }, { locale });
}

/** Place and date; the day stays blank until it is issued, month and year are those of the decision. */
export function placeDateLine(locale: Locale, decidedAt: Date, issued?: IssueNumber): string {
	const place = m.templates_place({}, { locale });
	const full = (day: PlainDate) => (locale === "vi" ? formatDocumentDate(day) : formatDate(day, locale));
	const date = issued ? full(issued.on) : withoutDay(full(plainDateAt(decidedAt)), locale);
	return m.templates_place_date({ place, date }, { locale });
}

/** The first number of a date is its day, in both languages; hard spaces keep room for it to be written in. */
function withoutDay(date: string, locale: Locale): string {
	return date.replace(/\d+/, "\u00A0".repeat(locale === "vi" ? 5 : 6));
}

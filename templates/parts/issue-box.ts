import type { Locale } from "#app/kernel/locale.ts";
import { plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { colour } from "./measure.ts";
import { decorate, heightOf, type Sheet, write } from "./sheet.ts";

type Facts = { locale: Locale; issuer: string; at: Date };

const PADDING = 8;
const style = { size: 9, colour: colour.red, lineGap: 1.5 };

const lines = ({ locale, issuer, at }: Facts) => [
	m.templates_issued_by({ issuer }, { locale }),
	m.templates_issued_at({ time: issueTime(at) }, { locale }),
];

/** The height of the box at that width. */
export function issueBoxHeight(sheet: Sheet, facts: Facts, width: number): number {
	const inner = { ...style, width: width - 2 * PADDING };
	return lines(facts).reduce((height, line) => height + heightOf(sheet, line, inner), 2 * PADDING);
}

/**
 * Who issued the document and when, in the red-edged box of electronic documents. It says "issued by": it is not an
 * electronic signature and does not claim to be one.
 */
export function issueBox(sheet: Sheet, facts: Facts, place: { x: number; y: number; width: number }): void {
	const { x, y, width } = place;
	const height = issueBoxHeight(sheet, facts, width);
	decorate(sheet, () => sheet.pdf.lineWidth(0.8).rect(x, y, width, height).stroke(colour.red));
	sheet.pdf.y = y + PADDING;
	for (const line of lines(facts)) write(sheet, line, { ...style, x: x + PADDING, width: width - 2 * PADDING });
	sheet.pdf.y = y + height;
}

/** "20-11-2026 09:15:32 +07:00", the form of signing times on electronic documents (Decree 30/2020/NĐ-CP, annex I). */
export function issueTime(at: Date): string {
	const day = plainDateAt(at);
	const seconds = Math.floor((at.getTime() - startOfDay(day).getTime()) / 1000);
	const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return `${day.split("-").reverse().join("-")} ${clock.map((part) => String(part).padStart(2, "0")).join(":")} +07:00`;
}

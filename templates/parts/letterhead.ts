import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { column, rule, type Sheet, write } from "./sheet.ts";

/** Who issues a document: the body above it, if any, and its own name. */
export type Issuer = { parent?: string; name: string };

type Letterhead = {
	locale: Locale;
	issuer: Issuer;
	/** Sizes in points: the names and the national head, and the motto below it. */
	size: number;
	mottoSize: number;
	/** The line below the issuer and the motto: number and symbol at the left, place and date at the right. */
	below?: { left: string; right: string };
};

/** Two columns: the national head needs the wider one to stay on one line. */
const LEFT_SHARE = 0.37;

/** The issuer at the left and the national head at the right (Decree 30/2020/NĐ-CP, annex I). */
export function letterhead(sheet: Sheet, { locale, issuer, size, mottoSize, below }: Letterhead): void {
	const { pdf } = sheet;
	const area = column(sheet);
	const gap = 6;
	const left = { x: area.x, width: area.width * LEFT_SHARE - gap };
	const right = { x: area.x + area.width * LEFT_SHARE, width: area.width * (1 - LEFT_SHARE) };
	const top = pdf.y;

	// Capitals with stacked marks (Ấ, Ễ) need room to the line above.
	const centred = { size, align: "center", lineGap: 1.5, ...left } as const;
	if (issuer.parent) write(sheet, capitals(issuer.parent), centred);
	const name = capitals(issuer.name);
	write(sheet, name, { ...centred, weight: "bold", after: 2 });
	// A line of a third to a half of the name's length.
	const nameLine = Math.min(pdf.font("bold", size).widthOfString(name), left.width) * 0.4;
	rule(sheet, { x: left.x + (left.width - nameLine) / 2, y: pdf.y, width: nameLine });
	const leftEnd = pdf.y;

	pdf.y = top;
	nationalHead(sheet, { locale, size, mottoSize, ...right });

	pdf.y = Math.max(leftEnd, pdf.y) + 7;
	if (!below) return;
	const row = pdf.y;
	write(sheet, below.left, { size: 13, align: "center", ...left, y: row });
	const afterLeft = pdf.y;
	write(sheet, below.right, { size: 13, align: "center", weight: "italic", ...right, y: row });
	pdf.y = Math.max(afterLeft, pdf.y);
}

/** The national name and the motto, centred in that column, with a line as long as the motto. */
export function nationalHead(
	sheet: Sheet,
	head: { locale: Locale; size: number; mottoSize: number; x: number; width: number },
): void {
	const { pdf } = sheet;
	const { locale, size, mottoSize, x, width } = head;
	const centred = { align: "center", weight: "bold", x, width } as const;
	write(sheet, m.templates_nation({}, { locale }), { ...centred, size });
	const motto = m.templates_motto({}, { locale });
	write(sheet, motto, { ...centred, size: mottoSize, after: 2 });
	const line = pdf.font("bold", mottoSize).widthOfString(motto);
	rule(sheet, { x: x + (width - line) / 2, y: pdf.y, width: line });
}

/** Capitals, as the head of a document wants them; the city's name is not split over two lines. */
export function capitals(words: string): string {
	return words.toLocaleUpperCase("vi").replace("THÀNH PHỐ HỒ CHÍ MINH", (city) => city.replaceAll(" ", "\u00A0"));
}

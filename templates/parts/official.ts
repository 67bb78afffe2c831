import type { Locale } from "#app/kernel/locale.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { m } from "#messages/messages.js";
import { mm } from "./measure.ts";
import { type Proof, proofAddress, proofAlt, proofLink } from "./proof.ts";
import { drawQr } from "./qr.ts";
import { column, keepTogether, type Run, rule, type Sheet, write } from "./sheet.ts";

/** Body text of official documents (Decree 30/2020/NĐ-CP, annex I): 13 pt, justified, first line 1 cm in, 6 pt between. */
export const body = { size: 13, align: "justify", indent: mm(10), after: 6 } as const;

/** A paragraph of the body. */
export function paragraph(sheet: Sheet, text: Run | readonly Run[]): void {
	write(sheet, text, body);
}

/** The type of the document and what it is about, with a line below of a third to a half of the text. */
export function officialTitle(sheet: Sheet, type: string, about: readonly string[]): void {
	const { pdf } = sheet;
	const area = column(sheet);
	const centred = { align: "center", size: 13, weight: "bold", lineGap: 2 } as const;
	write(sheet, type, centred, "H1");
	for (const line of about) write(sheet, line, centred);
	const last = pdf.font("bold", centred.size).widthOfString(about.at(-1) ?? type);
	const width = Math.min(last, area.width) * 0.45;
	rule(sheet, { x: area.x + (area.width - width) / 2, y: pdf.y + 2, width });
	pdf.y += 14;
}

/** In English only: that the Vietnamese text counts. */
export function translationNote(sheet: Sheet, locale: Locale): void {
	if (locale === "vi") return;
	write(sheet, m.templates_translation({}, { locale }), { size: 11, weight: "italic", align: "center", after: 8 });
}

const QR_SIZE = mm(20);

/** The QR code and the code at the lower left of the page, below all else. `note` is a third line. */
export function officialProof(sheet: Sheet, { locale, proof, note }: { locale: Locale; proof: Proof; note?: string }) {
	const { pdf } = sheet;
	keepTogether(sheet, QR_SIZE + 8);
	const area = column(sheet);
	const top = area.bottom - QR_SIZE;
	drawQr(sheet, proofLink(proof), { x: area.x + 4, y: top, size: QR_SIZE, alt: proofAlt(proof, locale) });
	const small = { x: area.x + QR_SIZE + 18, size: 10, after: 1 };
	const address = m.templates_check_at_address({ address: proofAddress(proof) }, { locale });
	write(sheet, address, { ...small, y: top + 10 });
	const code = { text: formatVerificationCode(proof.code), weight: "bold" } as const;
	write(sheet, [m.templates_code_is({}, { locale }), code], small);
	if (note) write(sheet, note, small);
	pdf.y = area.bottom;
}

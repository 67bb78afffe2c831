import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { type Consent, namedParties, type Parties, type Party } from "./agreement-parties.ts";
import { column, keepTogether, type Sheet, write } from "./sheet.ts";

/** In points: the heading, when and by whom. */
const HEIGHT = 96;

const IN_A_ROW = 3;

/** Room for each party to sign; who agreed on the pages stands by name, and that it was there. */
export function agreementSignatures(sheet: Sheet, props: Parties & { association: Party }): void {
	const { locale, association } = props;
	const signed = [
		{ letter: "A", consent: association.consent, note: m.templates_agreement_offered_note },
		...namedParties(props).map(({ letter, party }) => ({
			letter,
			consent: party.consent,
			note: m.templates_agreement_accepted_note,
		})),
	];
	sheet.pdf.y += 10;
	for (let first = 0; first < signed.length; first += IN_A_ROW) {
		keepTogether(sheet, HEIGHT);
		const row = signed.slice(first, first + IN_A_ROW);
		const area = column(sheet);
		const top = sheet.pdf.y;
		const width = area.width / row.length;
		row.forEach(({ letter, consent, note }, index) => {
			const place = { x: area.x + index * width, width: width - 8, align: "center" } as const;
			write(sheet, m.templates_agreement_for({ letter }, { locale }), { ...place, size: 13, weight: "bold", y: top });
			if (consent) consented(sheet, place, { ...consent, note: note({}, { locale }), locale });
		});
		sheet.pdf.y = top + HEIGHT;
	}
}

function consented(
	sheet: Sheet,
	place: { x: number; width: number; align: "center" },
	{ by, position, at, note, locale }: Consent & { note: string } & Pick<Parties, "locale">,
): void {
	write(sheet, note, { ...place, size: 11, weight: "italic" });
	write(sheet, formatDateTime(at, locale), { ...place, size: 11, after: 22 });
	write(sheet, by, { ...place, size: 13, weight: "bold" });
	if (position) write(sheet, position, { ...place, size: 11 });
}

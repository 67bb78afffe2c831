import type { Readable } from "node:stream";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { nationalHead } from "./parts/letterhead.ts";
import { body, officialProof, officialTitle, paragraph, translationNote } from "./parts/official.ts";
import type { Proof } from "./parts/proof.ts";
import { percentOf } from "./parts/share.ts";
import { closeSheet, column, keepTogether, officialMargins, openSheet, type Sheet, write } from "./parts/sheet.ts";
import { table } from "./parts/table.ts";

export type Party = {
	name: string;
	taxCode?: string;
	address?: string;
	/** "ACB, 0123456789". */
	account?: string;
	/** "Bà Trần Thị Mai Khanh, Giám đốc". */
	representative?: string;
};

export type AgreementLine = { item: string; provider: string; priceDong: bigint; supportDong: bigint };

export type AgreementProps = {
	locale: Locale;
	/** The application's. */
	reference: string;
	offeredAt: Date;
	/** "Căn cứ …", without the closing mark; the support notice among them. */
	grounds: readonly string[];
	association: Party;
	business: Party;
	/** Party C where the public share is paid to providers (three-party contract); otherwise empty. */
	providers: readonly Party[];
	payee: "provider" | "business";
	lines: readonly AgreementLine[];
	/** How the public share is paid, beyond the table: ahead of the costs, or kept back. Sentences. */
	payingTerms?: readonly string[];
	/** The last day to accept. */
	acceptBy: PlainDate;
	accepted?: { by: string; position: string; at: Date };
	/** The last day on which it is in force. */
	validUntil?: PlainDate;
	proof?: Proof;
};

/** The terms that a business accepts after approval: the parts of the model contract of Circular 06/2022/TT-BKHĐT, annex 1. */
export function agreement(props: AgreementProps): Readable {
	const { locale, reference, proof } = props;
	const three = props.payee === "provider";
	const type = three
		? m.templates_agreement_type_three({}, { locale })
		: m.templates_agreement_type_two({}, { locale });
	const sheet = openSheet({
		title: `${type} ${reference}`,
		locale,
		madeAt: props.accepted?.at ?? props.offeredAt,
		face: "official",
		margins: officialMargins,
	});
	nationalHead(sheet, { locale, size: 12, mottoSize: 13, ...column(sheet) });
	sheet.pdf.y += 18;
	officialTitle(sheet, type, [m.templates_agreement_about({ reference }, { locale })]);
	translationNote(sheet, locale);
	write(sheet, status(props), { size: 12, weight: "italic", align: "center", after: 10 });
	for (const ground of props.grounds) write(sheet, `${ground};`, { ...body, weight: "italic" });
	parties(sheet, props);
	items(sheet, props);
	payment(sheet, props);
	terms(sheet, props);
	signatures(sheet, props);
	if (proof) officialProof(sheet, { locale, proof });
	return closeSheet(sheet);
}

function status({ locale, accepted, acceptBy, business }: AgreementProps): string {
	if (!accepted) return m.templates_agreement_status_open({ date: formatDate(acceptBy, locale) }, { locale });
	const { by: person, position } = accepted;
	const time = formatDateTime(accepted.at, locale);
	return m.templates_agreement_status_accepted({ person, position, business: business.name, time }, { locale });
}

function parties(sheet: Sheet, { locale, association, business, providers }: AgreementProps): void {
	const { pdf } = sheet;
	pdf.y += 4;
	const all = [
		{ label: m.templates_agreement_party_a, party: association },
		{ label: m.templates_agreement_party_b, party: business },
		...providers.map((party) => ({ label: m.templates_agreement_party_c, party })),
	];
	for (const { label, party } of all) {
		keepTogether(sheet, 70);
		const { taxCode, address, account, representative } = party;
		write(
			sheet,
			[
				{ text: label({}, { locale }), weight: "bold" },
				{ text: party.name, weight: "bold" },
			],
			{ size: 13 },
		);
		const facts = [
			taxCode && m.templates_agreement_party_tax_code({ taxCode }, { locale }),
			address && m.templates_agreement_party_address({ address }, { locale }),
			account && m.templates_agreement_party_account({ account }, { locale }),
			representative && m.templates_agreement_party_representative({ representative }, { locale }),
		];
		for (const fact of facts) if (fact) write(sheet, fact, { size: 13, x: column(sheet).x + 14 });
		pdf.y += 6;
	}
}

/** The heading of an article; `room` keeps it on one page with what follows, in points. */
function article(sheet: Sheet, locale: Locale, number: number, title: string, room = 60): void {
	keepTogether(sheet, room);
	sheet.pdf.y += 4;
	const heading = m.templates_agreement_article({ number, title }, { locale });
	write(sheet, heading, { size: 13, weight: "bold", after: 4 }, "H2");
}

function items(sheet: Sheet, { locale, lines }: AgreementProps): void {
	article(sheet, locale, 1, m.templates_agreement_items({}, { locale }));
	const price = sumDong(lines.map((line) => line.priceDong));
	const support = sumDong(lines.map((line) => line.supportDong));
	table(sheet, {
		look: "grid",
		size: 12,
		columns: [
			{ head: m.templates_row_number({}, { locale }), share: 0.07, align: "center" },
			{ head: m.templates_agreement_item({}, { locale }), share: 0.3 },
			{ head: m.templates_agreement_provider({}, { locale }), share: 0.25 },
			{ head: m.templates_agreement_price({}, { locale }), share: 0.19, align: "right" },
			{ head: m.templates_agreement_support({}, { locale }), share: 0.19, align: "right" },
		],
		rows: lines.map((line, index) => [
			String(index + 1),
			line.item,
			line.provider,
			formatDongPlain(line.priceDong, locale),
			formatDongPlain(line.supportDong, locale),
		]),
		total: [
			"",
			m.templates_total({}, { locale }),
			"",
			formatDongPlain(price, locale),
			formatDongPlain(support, locale),
		],
	});
	sheet.pdf.y += 6;
}

/** Who pays what to whom, adding up to 100 %. */
function payment(sheet: Sheet, { locale, lines, payee, payingTerms = [] }: AgreementProps): void {
	article(sheet, locale, 2, m.templates_agreement_payment({}, { locale }), 140);
	const price = sumDong(lines.map((line) => line.priceDong));
	const support = sumDong(lines.map((line) => line.supportDong));
	const three = payee === "provider";
	const statePath = three ? m.templates_agreement_a_to_c : m.templates_agreement_a_to_b;
	const ownPath = three ? m.templates_agreement_b_to_c : m.templates_agreement_borne_by_b;
	const [stateShare, ownShare] = percentOf(support, price, locale);
	table(sheet, {
		look: "grid",
		size: 12,
		columns: [
			{ head: m.templates_agreement_source({}, { locale }), share: 0.3 },
			{ head: m.templates_agreement_path({}, { locale }), share: 0.3 },
			{ head: m.templates_agreement_amount({}, { locale }), share: 0.22, align: "right" },
			{ head: m.templates_agreement_share({}, { locale }), share: 0.18, align: "right" },
		],
		rows: [
			[
				m.templates_agreement_state_share({}, { locale }),
				statePath({}, { locale }),
				formatDongPlain(support, locale),
				stateShare,
			],
			[
				m.templates_agreement_own_share({}, { locale }),
				ownPath({}, { locale }),
				formatDongPlain(price - support, locale),
				ownShare,
			],
		],
		total: [m.templates_total({}, { locale }), "", formatDongPlain(price, locale), "100%"],
	});
	sheet.pdf.y += 6;
	paragraph(sheet, m.templates_agreement_state_in_words({ words: dongInWords(support, locale) }, { locale }));
	const when = three ? m.templates_agreement_when_three : m.templates_agreement_when_two;
	paragraph(sheet, when({}, { locale }));
	for (const term of payingTerms) paragraph(sheet, term);
}

function terms(sheet: Sheet, { locale, payee, validUntil }: AgreementProps): void {
	article(sheet, locale, 3, m.templates_agreement_duties({}, { locale }));
	paragraph(sheet, m.templates_agreement_duty_a({}, { locale }));
	paragraph(sheet, m.templates_agreement_duty_b({}, { locale }));
	if (payee === "provider") paragraph(sheet, m.templates_agreement_duty_c({}, { locale }));
	article(sheet, locale, 4, m.templates_agreement_end({}, { locale }));
	paragraph(sheet, m.templates_agreement_end_text({}, { locale }));
	article(sheet, locale, 5, m.templates_agreement_disputes({}, { locale }));
	paragraph(sheet, m.templates_agreement_disputes_text({}, { locale }));
	article(sheet, locale, 6, m.templates_agreement_validity({}, { locale }));
	const validity = validUntil
		? m.templates_agreement_validity_text({ date: formatDate(validUntil, locale) }, { locale })
		: m.templates_agreement_validity_open({}, { locale });
	paragraph(sheet, validity);
}

/** Room for each party to sign; who accepted on the pages stands by name, and that it was there. */
function signatures(sheet: Sheet, { locale, payee, accepted }: AgreementProps): void {
	const { pdf } = sheet;
	keepTogether(sheet, 190);
	pdf.y += 10;
	const heads = [m.templates_agreement_for_a({}, { locale }), m.templates_agreement_for_b({}, { locale })];
	if (payee === "provider") heads.push(m.templates_agreement_for_c({}, { locale }));
	const area = column(sheet);
	const top = pdf.y;
	const width = area.width / heads.length;
	heads.forEach((head, index) => {
		const place = { x: area.x + index * width, width, align: "center" } as const;
		write(sheet, head, { ...place, size: 13, weight: "bold", y: top });
		if (index !== 1 || !accepted) return;
		write(sheet, m.templates_agreement_accepted_note({}, { locale }), { ...place, size: 11, weight: "italic" });
		write(sheet, formatDateTime(accepted.at, locale), { ...place, size: 11, after: 26 });
		write(sheet, accepted.by, { ...place, size: 13, weight: "bold" });
		write(sheet, accepted.position, { ...place, size: 11 });
	});
	pdf.y = top + 100;
}

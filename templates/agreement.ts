import type { Readable } from "node:stream";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { type Consent, namedParties, type Parties, type Party } from "./parts/agreement-parties.ts";
import { agreementSignatures } from "./parts/agreement-signatures.ts";
import { nationalHead } from "./parts/letterhead.ts";
import { body, officialProof, officialTitle, paragraph, translationNote } from "./parts/official.ts";
import type { Proof } from "./parts/proof.ts";
import { percentOf } from "./parts/share.ts";
import { closeSheet, column, keepTogether, officialMargins, openSheet, type Sheet, write } from "./parts/sheet.ts";
import { table } from "./parts/table.ts";

export type AgreementLine = { item: string; provider: string; priceDong: bigint; supportDong: bigint };

export type AgreementProps = Parties & {
	/** Of the association's register; left out until it is entered there. */
	number?: string;
	/** The application's. */
	reference: string;
	/** "Căn cứ …", without the closing mark; the support notice among them. */
	grounds: readonly string[];
	/** It offers: its consent is the approval. */
	association: Party & { consent: Consent };
	payee: "provider" | "business";
	/** Who pays the public share. */
	payer: string;
	lines: readonly AgreementLine[];
	/** How the public share is paid, beyond the table: ahead of the costs, or kept back. Sentences. */
	payingTerms?: readonly string[];
	/** The last day for the party that is waited for. */
	acceptBy: PlainDate;
	/** All parties have agreed. */
	inForceFrom?: Date;
	/** It was made when the business alone accepted, and has been in force since then. */
	formerForm?: boolean;
	/** The last day on which it is in force. */
	validUntil?: PlainDate;
	proof?: Proof;
};

/** The terms of a subsidy between its parties: the parts of the model contract of Circular 06/2022/TT-BKHĐT, annex 1. */
export function agreement(props: AgreementProps): Readable {
	const { locale, reference, proof, number } = props;
	const three = props.payee === "provider";
	const type = three
		? m.templates_agreement_type_three({}, { locale })
		: m.templates_agreement_type_two({}, { locale });
	const sheet = openSheet({
		title: `${type} ${number ?? reference}`,
		locale,
		madeAt: props.inForceFrom ?? props.association.consent.at,
		face: "official",
		margins: officialMargins,
	});
	nationalHead(sheet, { locale, size: 12, mottoSize: 13, ...column(sheet) });
	sheet.pdf.y += 14;
	numberAndDay(sheet, props);
	officialTitle(sheet, type, [m.templates_agreement_about({ reference }, { locale })]);
	translationNote(sheet, locale);
	for (const line of status(props)) write(sheet, line, { size: 12, weight: "italic", align: "center" });
	sheet.pdf.y += 10;
	for (const ground of props.grounds) write(sheet, `${ground};`, { ...body, weight: "italic" });
	parties(sheet, props);
	items(sheet, props);
	payment(sheet, props);
	terms(sheet, props);
	agreementSignatures(sheet, props);
	if (proof) officialProof(sheet, { locale, proof });
	return closeSheet(sheet);
}

/** "Số: 12/2026/BTT-HAWA", and the day of the offer: that of the register. */
function numberAndDay(sheet: Sheet, { locale, number, association }: AgreementProps): void {
	const date = formatDate(association.consent.at, locale);
	const line = number
		? m.templates_agreement_number({ number, date }, { locale })
		: m.templates_agreement_number_later({ date }, { locale });
	write(sheet, line, { size: 13, align: "center", after: 12 });
}

/** When each party agreed, and whether the agreement is in force. */
function status(props: AgreementProps): string[] {
	const { locale, association, business, providers, acceptBy, inForceFrom, formerForm } = props;
	const dated = [
		m.templates_agreement_offered_on({ date: formatDate(association.consent.at, locale) }, { locale }),
		...namedParties({ locale, business, providers }).flatMap(({ party, short }) =>
			party.consent
				? [m.templates_agreement_accepted_on({ party: short, date: formatDate(party.consent.at, locale) }, { locale })]
				: [],
		),
	].join(" ");
	if (formerForm) return [dated, m.templates_agreement_status_former({}, { locale })];
	return inForceFrom
		? [dated, m.templates_agreement_status_in_force({ time: formatDateTime(inForceFrom, locale) }, { locale })]
		: [dated, m.templates_agreement_status_open({ date: formatDate(acceptBy, locale) }, { locale })];
}

function parties(sheet: Sheet, { locale, association, business, providers }: AgreementProps): void {
	const { pdf } = sheet;
	pdf.y += 4;
	const all = [
		{ label: m.templates_agreement_party_a({}, { locale }), party: association as Party },
		...namedParties({ locale, business, providers }).map(({ party, letter }) => ({
			label:
				party === business
					? m.templates_agreement_party_b({}, { locale })
					: m.templates_agreement_party_c({ letter }, { locale }),
			party,
		})),
	];
	for (const { label, party } of all) {
		keepTogether(sheet, 70);
		const { taxCode, address, account, representative } = party;
		write(
			sheet,
			[
				{ text: label, weight: "bold" },
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
	if (providers.length > 1) paragraph(sheet, m.templates_agreement_each_c({}, { locale }));
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
function payment(sheet: Sheet, { locale, lines, payee, payer, payingTerms = [] }: AgreementProps): void {
	article(sheet, locale, 2, m.templates_agreement_payment({}, { locale }), 140);
	const price = sumDong(lines.map((line) => line.priceDong));
	const support = sumDong(lines.map((line) => line.supportDong));
	const three = payee === "provider";
	const statePath = three ? m.templates_agreement_payer_to_c : m.templates_agreement_payer_to_b;
	const ownPath = three ? m.templates_agreement_b_to_c : m.templates_agreement_borne_by_b;
	const [stateShare, ownShare] = percentOf(support, price, locale);
	table(sheet, {
		look: "grid",
		size: 12,
		columns: [
			{ head: m.templates_agreement_source({}, { locale }), share: 0.26 },
			{ head: m.templates_agreement_path({}, { locale }), share: 0.36 },
			{ head: m.templates_agreement_amount({}, { locale }), share: 0.22, align: "right" },
			{ head: m.templates_agreement_share({}, { locale }), share: 0.16, align: "right" },
		],
		rows: [
			[
				m.templates_agreement_state_share({}, { locale }),
				statePath({ payer }, { locale }),
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
	paragraph(sheet, when({ payer }, { locale }));
	for (const term of payingTerms) paragraph(sheet, term);
}

function terms(sheet: Sheet, { locale, payee, payer, validUntil }: AgreementProps): void {
	const three = payee === "provider";
	article(sheet, locale, 3, m.templates_agreement_duties({}, { locale }));
	paragraph(sheet, m.templates_agreement_duty_a({ payer }, { locale }));
	paragraph(sheet, m.templates_agreement_duty_b({}, { locale }));
	if (three) paragraph(sheet, m.templates_agreement_duty_c({}, { locale }));
	article(sheet, locale, 4, m.templates_agreement_end({}, { locale }));
	paragraph(sheet, m.templates_agreement_end_text({}, { locale }));
	article(sheet, locale, 5, m.templates_agreement_disputes({}, { locale }));
	paragraph(sheet, m.templates_agreement_disputes_text({}, { locale }));
	article(sheet, locale, 6, m.templates_agreement_validity({}, { locale }));
	const validity = validUntil
		? m.templates_agreement_validity_text({ date: formatDate(validUntil, locale) }, { locale })
		: m.templates_agreement_validity_open({}, { locale });
	paragraph(sheet, validity);
	paragraph(sheet, m.templates_agreement_electronic({}, { locale }));
}

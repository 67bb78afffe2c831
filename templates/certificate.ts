import type { Readable } from "node:stream";
import { formatDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDocumentDate, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { m } from "#messages/messages.js";
import { issueBox, issueBoxHeight } from "./parts/issue-box.ts";
import { capitals, type Issuer, letterhead } from "./parts/letterhead.ts";
import { type Level, levelsInARow } from "./parts/levels.ts";
import { colour, mm } from "./parts/measure.ts";
import { type Proof, proofAddress, proofAlt, proofLink } from "./parts/proof.ts";
import { drawQr } from "./parts/qr.ts";
import { closeSheet, column, heightOf, keepTogether, openSheet, rule, type Sheet, write } from "./parts/sheet.ts";
import { stripHeight, tileStrip } from "./parts/tile.ts";

/** The work that was supported. */
type Support = { programme: string; items: readonly string[]; amountDong: bigint; before?: Level };

export type CertificateProps = {
	locale: Locale;
	issuer: Issuer;
	issuedAt: Date;
	/** Who answers for it at the issuer; left out, the issuer alone stands there. */
	signer?: { title: string; name: string };
	business: { name: string; taxCode: string };
	proof: Proof;
} & (
	| ({ kind: "completion"; after?: Level } & Support)
	| ({ kind: "funding-decision"; decidedOn: PlainDate } & Support)
	| { kind: "assessment"; framework: string; assessedOn: PlainDate; points: number; mostPoints: number; level: Level }
);

const titles = {
	completion: { short: m.templates_certificate_completion, full: m.templates_certificate_completion_full },
	"funding-decision": {
		short: m.templates_certificate_funding_decision,
		full: m.templates_certificate_funding_decision_full,
	},
	assessment: { short: m.templates_certificate_assessment, full: m.templates_certificate_assessment_full },
};

/** A certificate that anyone can check: free layout, since Decree 30/2020/NĐ-CP knows no certificates. One A4 page. */
export function certificate(props: CertificateProps): Readable {
	const { locale, proof, issuer, kind } = props;
	const sheet = openSheet({
		title: `${titles[kind].full({}, { locale })} ${formatVerificationCode(proof.code)}`,
		locale,
		madeAt: props.issuedAt,
		face: "house",
		margins: { top: 19, bottom: 14, left: 20, right: 20 },
	});
	frame(sheet);
	sheet.pdf.on("pageAdded", () => frame(sheet));
	letterhead(sheet, { locale, issuer, size: 9.5, mottoSize: 10.5 });
	headline(sheet, props);
	facts(sheet, props);
	levels(sheet, props);
	foot(sheet, props);
	return closeSheet(sheet);
}

function frame(sheet: Sheet): void {
	const { y } = sheet.pdf;
	tileStrip(sheet, 0);
	tileStrip(sheet, sheet.pdf.page.height - stripHeight);
	sheet.pdf.y = y;
}

function headline(sheet: Sheet, { locale, kind, business }: CertificateProps): void {
	const other: Locale = locale === "vi" ? "en" : "vi";
	const centred = { align: "center" } as const;
	const name = { ...centred, size: 21, weight: "bold", after: 3 } as const;
	// A name of more than two lines takes its room from the space around it.
	const nameHeight = heightOf(sheet, business.name, { ...name, width: column(sheet).width });
	const air = nameHeight > 60 ? 0.4 : 1;
	sheet.pdf.y += 42 * air;
	const title = m.templates_certificate_title({}, { locale });
	write(sheet, title, { ...centred, size: 32, weight: "bold", colour: colour.green, spacing: 0.6 }, "H1");
	write(sheet, titles[kind].short({}, { locale }), { ...centred, size: 13, weight: "bold", after: 3 });
	const translated = titles[kind].full({}, { locale: other });
	write(sheet, translated, {
		...centred,
		size: 9.5,
		weight: "italic",
		colour: colour.ink2,
		after: 38 * air,
		lang: other === "vi" ? "vi-VN" : "en-GB",
	});
	write(sheet, m.templates_certificate_to({}, { locale }), { ...centred, size: 12, after: 4 });
	write(sheet, business.name, name, "H2");
	const taxCode = m.templates_tax_code({ taxCode: business.taxCode }, { locale });
	write(sheet, taxCode, { ...centred, size: 12, after: 20 * air });
}

/** What is certified: a term and its lines, the first of them larger where it is an amount. */
type Fact = { term: string; lines: readonly string[]; large?: boolean };

function factsOf(props: CertificateProps): Fact[] {
	const { locale } = props;
	if (props.kind === "assessment") {
		const { framework, assessedOn, points, mostPoints: most } = props;
		return [
			{ term: m.templates_certificate_framework({}, { locale }), lines: [framework] },
			{ term: m.templates_certificate_assessed_on({}, { locale }), lines: [formatDate(assessedOn, locale)] },
			{
				term: m.templates_certificate_points({}, { locale }),
				lines: [
					m.templates_certificate_points_of({ points, most }, { locale }),
					m.templates_certificate_self_declared({}, { locale }),
				],
				large: true,
			},
		];
	}
	const done = props.kind === "completion";
	const work = done ? m.templates_certificate_completed : m.templates_certificate_granted;
	const money = done ? m.templates_certificate_paid : m.templates_certificate_to_be_paid;
	return [
		{ term: work({}, { locale }), lines: props.items },
		{ term: m.templates_certificate_programme({}, { locale }), lines: [props.programme] },
		{
			term: money({}, { locale }),
			lines: [formatDong(props.amountDong, locale), dongInWords(props.amountDong, locale)],
			large: true,
		},
		...(props.kind === "funding-decision"
			? [{ term: m.templates_certificate_decided_on({}, { locale }), lines: [formatDate(props.decidedOn, locale)] }]
			: []),
	];
}

function facts(sheet: Sheet, props: CertificateProps): void {
	const { pdf } = sheet;
	const area = column(sheet);
	const valueX = area.x + 158;
	rule(sheet, { x: area.x, y: pdf.y, width: area.width, weight: 1.5 });
	for (const { term, lines, large } of factsOf(props)) {
		keepTogether(sheet, 60);
		pdf.y += 8;
		const top = pdf.y;
		write(sheet, term, { size: 11, colour: colour.ink2, width: 148, y: top + 1 });
		const termEnd = pdf.y;
		lines.forEach((line, index) => {
			const first = large && index === 0 ? ({ size: 13, weight: "bold" } as const) : undefined;
			const other = { size: 11.5, weight: large ? "regular" : "medium" } as const;
			write(sheet, line, { ...(first ?? other), x: valueX, y: index === 0 ? top : pdf.y, after: 2 });
		});
		pdf.y = Math.max(pdf.y, termEnd) + 6;
		rule(sheet, { x: area.x, y: pdf.y, width: area.width, colour: colour.line });
	}
	pdf.y += 20;
}

function levels(sheet: Sheet, props: CertificateProps): void {
	const { locale } = props;
	if (props.kind === "assessment") {
		levelsInARow(sheet, locale, [{ caption: m.templates_certificate_result({}, { locale }), level: props.level }]);
	}
	if (props.kind === "assessment" || !props.before) return;
	const after = props.kind === "completion" ? props.after : undefined;
	const before = after ? m.templates_certificate_before : m.templates_certificate_at_application;
	levelsInARow(sheet, locale, [
		{ caption: before({}, { locale }), level: props.before },
		...(after ? [{ caption: m.templates_certificate_after({}, { locale }), level: after }] : []),
	]);
}

const QR_SIZE = mm(28);

/** How to check it at the left, who issued it at the right, both standing on the lower margin. */
function foot(sheet: Sheet, { locale, proof, issuer, issuedAt, signer }: CertificateProps): void {
	const area = column(sheet);
	const right = { x: area.x + 216, width: area.width - 216 };
	const box = { x: right.x + 20, width: right.width - 40 };
	const issued = { locale, issuer: issuer.name, at: issuedAt };
	const height = 76 + issueBoxHeight(sheet, issued, box.width);
	keepTogether(sheet, height + 8);

	const centred = { align: "center", size: 10.5, ...right } as const;
	const day = plainDateAt(issuedAt);
	const date = locale === "vi" ? formatDocumentDate(day) : formatDate(day, locale);
	const place = m.templates_place({}, { locale });
	const placeDate = m.templates_place_date({ place, date }, { locale });
	write(sheet, placeDate, { ...centred, weight: "italic", y: area.bottom - height, after: 5 });
	if (signer) write(sheet, capitals(signer.title), { ...centred, weight: "bold" });
	issueBox(sheet, issued, { ...box, y: sheet.pdf.y + 6 });
	if (signer) write(sheet, signer.name, { ...centred, weight: "bold", y: sheet.pdf.y + 8 });

	const qr = { x: area.x + 4, y: area.bottom - QR_SIZE, size: QR_SIZE, alt: proofAlt(proof, locale) };
	drawQr(sheet, proofLink(proof), qr);
	const beside = { x: qr.x + QR_SIZE + 16, width: right.x - qr.x - QR_SIZE - 16, size: 9.5 };
	write(sheet, m.templates_check_at({}, { locale }), { ...beside, y: qr.y + 10 });
	write(sheet, proofAddress(proof), { ...beside, weight: "bold", after: 5 });
	write(sheet, m.templates_code({}, { locale }), beside);
	const code = formatVerificationCode(proof.code);
	write(sheet, code, { ...beside, size: 15, weight: "bold", spacing: 1 });
}

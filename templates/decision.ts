import type { Readable } from "node:stream";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { endBlocks, endBlocksHeight } from "./parts/end-blocks.ts";
import { type IssueNumber, numberLine, placeDateLine } from "./parts/issue-number.ts";
import { capitals, type Issuer, letterhead } from "./parts/letterhead.ts";
import { body, officialProof, officialTitle, paragraph, translationNote } from "./parts/official.ts";
import type { Proof } from "./parts/proof.ts";
import {
	closeSheet,
	column,
	heightOf,
	keepTogether,
	officialMargins,
	openSheet,
	type Sheet,
	write,
} from "./parts/sheet.ts";
import { table } from "./parts/table.ts";

/** One supported item: what it costs, and what the city gives. */
export type DecisionLine = { item: string; costDong: bigint; supportDong: bigint };

type Grant = {
	outcome: "approve" | "approve-in-part";
	lines: readonly DecisionLine[];
	/** Whom the public share is paid to: a setting of the programme. */
	payee: "provider" | "business";
	/** Why only in part; left out for a whole approval. */
	reasons?: string;
	/** The last day to sign the agreement. */
	acceptBy?: PlainDate;
};

type Refusal = { outcome: "reject"; reasons: string /** The last day to appeal. */; appealBy?: PlainDate };

export type DecisionProps = {
	locale: Locale;
	/** A decision has articles and an authority; a notice has numbered paragraphs (Decree 80/2021/NĐ-CP, Art. 32). */
	type: "decision" | "notice";
	/** The one that signs, with the short form that stands in the symbol: "STC" of "QĐ-STC". */
	issuer: Issuer & { short: string };
	/** "Giám đốc Sở Tài chính": who decides. Decisions only. */
	authority?: string;
	decidedAt: Date;
	/** Number and day, once the clerk or the register has given them. Until then they stay blank. */
	issued?: IssueNumber;
	/** "Căn cứ Nghị định số 80/2021/NĐ-CP …", without the closing mark. */
	grounds: readonly string[];
	/** The association whose proposal it follows, where another body decides. */
	proposer?: string;
	reference: string;
	business: { name: string; taxCode: string };
	/** Others who get it, after those named in it. */
	recipients?: readonly string[];
	/** "VT, DNNVV": where the copy is kept. */
	archive: string;
	signer: { title: string; name?: string };
	proof: Proof;
} & (Grant | Refusal);

/** A decision or notice on an application, in the layout of Decree 30/2020/NĐ-CP. */
export function decision(props: DecisionProps): Readable {
	const { locale, issuer, proof } = props;
	const sheet = openSheet({
		title: `${typeName(props)} ${props.reference}`,
		locale,
		madeAt: props.decidedAt,
		face: "official",
		margins: officialMargins,
	});
	const symbolOf = props.type === "decision" ? m.templates_decision_symbol : m.templates_notice_symbol;
	const symbol = symbolOf({ issuer: issuer.short }, { locale });
	letterhead(sheet, {
		locale,
		issuer,
		size: 12,
		mottoSize: 13,
		below: {
			left: numberLine(locale, symbol, props.issued),
			right: placeDateLine(locale, props.decidedAt, props.issued),
		},
	});
	sheet.pdf.y += 16;
	const about = props.outcome === "reject" ? m.templates_decision_about_refusal : m.templates_decision_about_support;
	officialTitle(sheet, typeName(props), [about({}, { locale }), props.business.name]);
	translationNote(sheet, locale);
	grounds(sheet, props);
	const last = articles(sheet, props);
	ending(sheet, props, last);
	const note = props.issued ? undefined : m.templates_decision_number_later({}, { locale });
	officialProof(sheet, { locale, proof, note });
	return closeSheet(sheet);
}

function typeName({ type, locale }: DecisionProps): string {
	return type === "decision" ? m.templates_decision_type({}, { locale }) : m.templates_notice_type({}, { locale });
}

/** Who decides, on which grounds; each on its own line, the last with a full stop. */
function grounds(sheet: Sheet, props: DecisionProps): void {
	const { locale, reference, proposer: association, business } = props;
	const centred = { size: 13, weight: "bold", align: "center", after: 6 } as const;
	const isDecision = props.type === "decision";
	if (isDecision && props.authority) write(sheet, capitals(props.authority), centred);
	const italic = { ...body, weight: "italic" } as const;
	for (const ground of props.grounds) write(sheet, `${ground};`, italic);
	const proposal = association
		? m.templates_decision_at_proposal({ association, reference }, { locale })
		: m.templates_decision_at_application({ business: business.name, reference }, { locale });
	write(sheet, proposal, italic);
	sheet.pdf.y += 4;
	if (isDecision) write(sheet, m.templates_decision_decides({}, { locale }), centred);
}

/** Writes the articles and returns the number of the last, in which those who carry it out are named. */
function articles(sheet: Sheet, props: DecisionProps): number {
	const { locale } = props;
	let number = 0;
	const article = (text: string) => {
		number++;
		const label = props.type === "decision" ? m.templates_decision_article : m.templates_notice_article;
		paragraph(sheet, [{ text: label({ number }, { locale }), weight: "bold" }, text]);
	};
	if (props.outcome === "reject") refusal(article, props);
	else grant(sheet, article, props);
	const business = props.business.name;
	const association = props.proposer ?? props.issuer.name;
	const last =
		props.type === "decision"
			? m.templates_decision_carry_out({ association, business }, { locale })
			: m.templates_notice_close({ issuer: props.issuer.name, business }, { locale });
	// Nobody signs a page without text: the last article goes to the new page with the signature.
	const textHeight = heightOf(sheet, last, { ...body, width: column(sheet).width }) + 2 * body.size;
	keepTogether(sheet, textHeight + endBlocksHeight(2 + (props.recipients?.length ?? 0)));
	article(last);
	return number;
}

type WriteArticle = (text: string) => void;

function grant(sheet: Sheet, article: WriteArticle, props: DecisionProps & Grant): void {
	const { locale, lines, reasons, acceptBy } = props;
	const { name: business, taxCode } = props.business;
	const year = yearOf(plainDateAt(props.decidedAt));
	article(m.templates_decision_grant({ business, taxCode, year }, { locale }));
	const support = sumDong(lines.map((line) => line.supportDong));
	const cost = sumDong(lines.map((line) => line.costDong));
	table(sheet, {
		look: "grid",
		size: 12,
		columns: [
			{ head: m.templates_row_number({}, { locale }), share: 0.07, align: "center" },
			{ head: m.templates_decision_item({}, { locale }), share: 0.47 },
			{ head: m.templates_decision_cost({}, { locale }), share: 0.22, align: "right" },
			{ head: m.templates_decision_support({}, { locale }), share: 0.24, align: "right" },
		],
		rows: lines.map((line, index) => [
			String(index + 1),
			line.item,
			formatDongPlain(line.costDong, locale),
			formatDongPlain(line.supportDong, locale),
		]),
		total: ["", m.templates_total({}, { locale }), formatDongPlain(cost, locale), formatDongPlain(support, locale)],
	});
	sheet.pdf.y += 6;
	paragraph(sheet, m.templates_decision_in_words({ words: dongInWords(support, locale) }, { locale }));
	if (reasons) article(m.templates_decision_partly({ reasons }, { locale }));
	const pay = props.payee === "provider" ? m.templates_decision_pay_provider : m.templates_decision_pay_business;
	const sign = acceptBy && m.templates_decision_accept_by({ date: formatDate(acceptBy, locale) }, { locale });
	article([pay({}, { locale }), sign].filter(Boolean).join(" "));
}

function refusal(article: WriteArticle, props: DecisionProps & Refusal): void {
	const { locale, reference, reasons, appealBy } = props;
	const { name: business, taxCode } = props.business;
	article(m.templates_decision_refuse({ business, taxCode, reference }, { locale }));
	article(m.templates_decision_reasons({ reasons }, { locale }));
	if (!appealBy) return;
	article(m.templates_decision_appeal({ business, date: formatDate(appealBy, locale) }, { locale }));
}

/** Who gets it at the left, who signs at the right. */
function ending(sheet: Sheet, props: DecisionProps, lastArticle: number): void {
	const { locale, archive } = props;
	const recipients = props.recipients ?? [];
	const named =
		props.type === "decision"
			? m.templates_decision_as_article({ number: lastArticle }, { locale })
			: m.templates_decision_recipient({ recipient: props.business.name }, { locale });
	endBlocks(sheet, {
		recipientsHead: m.templates_decision_recipients({}, { locale }),
		recipients: [
			named,
			...recipients.map((recipient) => m.templates_decision_recipient({ recipient }, { locale })),
			m.templates_decision_archive({ archive }, { locale }),
		],
		signer: props.signer,
	});
}

import type { Readable } from "node:stream";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { type Issuer, letterhead } from "./parts/letterhead.ts";
import { closeSheet, column, keepTogether, openSheet, type Sheet, write } from "./parts/sheet.ts";
import { table } from "./parts/table.ts";

export type Payment = {
	/** The payment's own reference, its key for ever. */
	reference: string;
	payee: string;
	/** As it is to be printed: the whole number for the bank and the Treasury, masked for everyone else. */
	account: string;
	bank: string;
	amountDong: bigint;
	/** Support notice, contract and claim, with their days. */
	basis: string;
};

export type PaymentListProps = {
	locale: Locale;
	issuer: Issuer;
	/** The batch's. */
	reference: string;
	madeAt: Date;
	/** Says on the list that the account numbers are not whole. */
	masked: boolean;
	payments: readonly Payment[];
	/** Two persons: who drew the list up never releases it. */
	preparedBy: string;
	releasedBy?: string;
};

/** The payments of a batch for the bank or the Treasury: payee, account, amount in figures and words, basis. */
export function paymentList(props: PaymentListProps): Readable {
	const { locale, issuer, reference, madeAt, payments } = props;
	const title = m.templates_payment_list_title({}, { locale });
	const sheet = openSheet({
		title: `${title} ${reference}`,
		locale,
		madeAt,
		face: "official",
		margins: { top: 20, bottom: 20, left: 20, right: 20 },
		layout: "landscape",
	});
	const { pdf } = sheet;
	letterhead(sheet, { locale, issuer, size: 12, mottoSize: 13 });
	pdf.y += 12;
	const centred = { align: "center", size: 13 } as const;
	write(sheet, title, { ...centred, weight: "bold" }, "H1");
	const date = formatDate(madeAt, locale);
	const batch = m.templates_payment_list_batch({ reference, date }, { locale });
	write(sheet, batch, centred);
	if (props.masked) write(sheet, m.templates_payment_list_masked({}, { locale }), { ...centred, size: 11 });
	pdf.y += 8;
	listOf(sheet, locale, payments);
	// The sum in words and the names stand together: nobody signs a page without an amount.
	keepTogether(sheet, 160);
	pdf.y += 8;
	const words = dongInWords(sumDong(payments.map((payment) => payment.amountDong)), locale);
	write(sheet, m.templates_payment_list_count({ count: payments.length }, { locale }), { size: 13, after: 3 });
	write(sheet, m.templates_total_in_words({ words }, { locale }), { size: 13 });
	signatures(sheet, props);
	return closeSheet(sheet);
}

function listOf(sheet: Sheet, locale: Locale, payments: readonly Payment[]): void {
	const total = sumDong(payments.map((payment) => payment.amountDong));
	table(sheet, {
		look: "grid",
		size: 11,
		columns: [
			{ head: m.templates_row_number({}, { locale }), share: 0.04, align: "center" },
			{ head: m.templates_payment_list_payment({}, { locale }), share: 0.13 },
			{ head: m.templates_payment_list_payee({}, { locale }), share: 0.16 },
			{ head: m.templates_payment_list_account({}, { locale }), share: 0.12 },
			{ head: m.templates_payment_list_bank({}, { locale }), share: 0.11 },
			{ head: m.templates_payment_list_amount({}, { locale }), share: 0.11, align: "right" },
			{ head: m.templates_payment_list_words({}, { locale }), share: 0.15 },
			{ head: m.templates_payment_list_basis({}, { locale }), share: 0.18 },
		],
		rows: payments.map((payment, index) => [
			String(index + 1),
			payment.reference,
			payment.payee,
			payment.account,
			payment.bank,
			formatDongPlain(payment.amountDong, locale),
			dongInWords(payment.amountDong, locale),
			payment.basis,
		]),
		total: ["", "", m.templates_total({}, { locale }), "", "", formatDongPlain(total, locale), " ", " "],
	});
}

function signatures(sheet: Sheet, { locale, preparedBy, releasedBy }: PaymentListProps): void {
	const { pdf } = sheet;
	pdf.y += 14;
	const area = column(sheet);
	const top = pdf.y;
	const entries = [
		{ head: m.templates_payment_list_prepared({}, { locale }), name: preparedBy },
		{ head: m.templates_payment_list_released({}, { locale }), name: releasedBy },
	];
	entries.forEach(({ head, name }, index) => {
		const place = { x: area.x + (index * area.width) / 2, width: area.width / 2, align: "center" } as const;
		write(sheet, head, { ...place, size: 13, weight: "bold", y: top, after: 54 });
		if (name) write(sheet, name, { ...place, size: 13, weight: "bold" });
	});
}

import type { Readable } from "node:stream";
import { associationName } from "#app/association/association-name.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import { receipt } from "#templates/receipt.ts";
import { documentKindLabel } from "../application-text.ts";
import type { ReceiptPage } from "../status-page.server.ts";

/** The receipt of what was submitted last, as a PDF. */
export function receiptDocument(page: ReceiptPage, locale: Locale): Readable {
	const { reference, submitted, association, supportItems } = page;
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const itemName = (code: string) => supportItems.find((item) => item.code === code)?.[locale] ?? code;
	const name = association ? associationName(association, locale) : "";
	return receipt({
		locale,
		reference,
		submittedAt: submitted.submittedAt,
		facts: [
			{ term: m.application_check_name({}, { locale }), value: submitted.business.legalName },
			{ term: m.application_check_tax_code({}, { locale }), value: formatTaxCode(submitted.business.taxCode) },
			{ term: m.application_receipt_by({}, { locale }), value: submitted.submittedByName },
			{ term: m.application_receipt_time({}, { locale }), value: String(submitted.number) },
			{ term: m.application_check_association({}, { locale }), value: name },
		],
		next: [
			m.application_receipt_next_1({ association: name }, { locale }),
			deadline(page, locale),
			m.application_receipt_next_2({}, { locale }),
			m.application_receipt_next_3({}, { locale }),
		],
		lines: submitted.lines.map((line) => ({
			what: `${itemName(line.supportItemCode)}: ${line.description} (${line.providerName})`,
			price: money(line.priceDong),
			support: money(line.allowedDong),
		})),
		sum: { price: money(submitted.totalDong), support: money(submitted.allowedDong) },
		files: submitted.documents.map(({ kind, fileName, sha256 }) => ({
			kind: documentKindLabel(kind, locale),
			name: fileName,
			sha256,
		})),
	});
}

function deadline({ answerDueOn, answerWorkingDays }: ReceiptPage, locale: Locale): string {
	const days = answerWorkingDays;
	if (!answerDueOn) return m.application_receipt_deadline_open({ days }, { locale });
	return m.application_receipt_deadline({ days, date: formatDateWithWeekday(answerDueOn, locale) }, { locale });
}

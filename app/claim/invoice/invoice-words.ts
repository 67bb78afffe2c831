/** Files of invoices, what is in them and what does not fit, in words. */

import { Refusal } from "#app/house/refusal.ts";
import { invoiceSerial } from "#app/invoice/invoice.rules.ts";
import type { FileFault, InvoicePart } from "#app/invoice/invoice-file.ts";
import type { MismatchCode } from "#app/invoice/mismatch.rules.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ComparedInvoice } from "./claim-mismatches.ts";

type Words = (inputs: Record<string, never>, options: { locale: Locale }) => string;

const partNames: Record<InvoicePart, Words> = {
	seller: m.claim_file_part_seller,
	"form-symbol": m.claim_file_part_form_symbol,
	symbol: m.claim_file_part_symbol,
	number: m.claim_file_part_number,
	date: m.claim_file_part_date,
	"before-tax": m.claim_file_part_before_tax,
	tax: m.claim_file_part_tax,
	fees: m.claim_file_part_fees,
	discount: m.claim_file_part_discount,
	total: m.claim_file_part_total,
};

/** What is wrong with a file and what to send instead, beside its field. */
export function faultRefusal(fault: FileFault, locale: Locale): Refusal {
	const onFile = { field: "file" };
	switch (fault.is) {
		case "pdf":
			return new Refusal("claim_refusal_file_pdf", {}, onFile);
		case "zip":
			return new Refusal("claim_refusal_file_zip", {}, onFile);
		case "too-large":
			return new Refusal("claim_refusal_file_too_large", {}, onFile);
		case "encoding":
			return new Refusal("claim_refusal_file_encoding", {}, onFile);
		case "not-xml":
			return new Refusal("claim_refusal_file_not_xml", {}, onFile);
		case "doctype":
			return new Refusal("claim_refusal_file_doctype", {}, onFile);
		case "not-an-invoice":
			return new Refusal("claim_refusal_file_not_an_invoice", {}, onFile);
		case "several":
			return new Refusal("claim_refusal_file_several", {}, onFile);
		case "currency":
			return fault.rate
				? new Refusal("claim_refusal_file_currency_rate", { currency: fault.currency, rate: fault.rate }, onFile)
				: new Refusal("claim_refusal_file_currency", { currency: fault.currency }, onFile);
		case "no-change":
			return new Refusal("claim_refusal_file_no_change", { name: nameIn(fault.name, locale) }, onFile);
		case "ambiguous": {
			const part = partNames[fault.part]({}, { locale });
			return new Refusal("claim_refusal_file_ambiguous", { part, text: fault.text }, onFile);
		}
		case "fraction":
			return new Refusal("claim_refusal_file_fraction", { part: partNames[fault.part]({}, { locale }) }, onFile);
		case "parts": {
			const parts = fault.parts.map((part) => partNames[part]({}, { locale })).join(", ");
			return new Refusal("claim_refusal_file_parts", { parts }, onFile);
		}
	}
}

export type MismatchWords = {
	/** What does not fit, with both values. */
	what: string;
	/** How the business mends it. */
	mend: string;
	/** Where it is law. */
	source?: string;
};

const money = (amountDong: bigint | null) => formatDong(amountDong ?? 0n, getLocale());

const words: Record<MismatchCode, (of: ComparedInvoice, claim: MismatchFacts) => MismatchWords> = {
	"other-buyer": ({ file }, { businessTaxCode }) => ({
		what: m.claim_mismatch_other_buyer({
			name: file.invoice.buyerName,
			taxCode: file.invoice.buyerTaxCode ?? "",
			own: businessTaxCode,
		}),
		mend: m.claim_mismatch_other_buyer_mend(),
		source: m.claim_mismatch_source_contents(),
	}),
	"no-buyer": (_of, { businessTaxCode }) => ({
		what: m.claim_mismatch_no_buyer({ own: businessTaxCode }),
		mend: m.claim_mismatch_no_buyer_mend(),
		source: m.claim_mismatch_source_contents(),
	}),
	"other-seller": ({ file }) => ({
		what: m.claim_mismatch_other_seller({ name: file.invoice.sellerName, taxCode: file.invoice.sellerTaxCode }),
		mend: m.claim_mismatch_other_seller_mend(),
	}),
	"own-seller": ({ file }) => ({
		what: m.claim_mismatch_own_seller({ name: file.invoice.sellerName, taxCode: file.invoice.sellerTaxCode }),
		mend: m.claim_mismatch_own_seller_mend(),
	}),
	"typed-seller": ({ file, typed }) => ({
		what: m.claim_mismatch_typed_seller({ file: file.invoice.sellerTaxCode, typed: typed.sellerTaxCode ?? "" }),
		mend: m.claim_mismatch_typed_mend(),
	}),
	"typed-serial": ({ file, typed }) => ({
		what: m.claim_mismatch_typed_serial({
			file: invoiceSerial(file.invoice),
			typed: typed.serial ? invoiceSerial(typed.serial) : "",
		}),
		mend: m.claim_mismatch_typed_mend(),
	}),
	"typed-number": ({ file, typed }) => ({
		what: m.claim_mismatch_typed_number({ file: file.invoice.number, typed: typed.number ?? 0 }),
		mend: m.claim_mismatch_typed_mend(),
	}),
	"typed-date": ({ file, typed }) => ({
		what: m.claim_mismatch_typed_date({
			file: formatDate(file.invoice.issuedOn, getLocale()),
			typed: formatDate(typed.issuedOn ?? file.invoice.issuedOn, getLocale()),
		}),
		mend: m.claim_mismatch_typed_date_mend(),
	}),
	"total-above": ({ file, typed, reducedDong }) => ({
		what: m.claim_mismatch_total({ file: money(file.invoice.totalDong - reducedDong), typed: money(typed.totalDong) }),
		mend: m.claim_mismatch_total_above_mend(),
	}),
	"total-below": ({ file, typed, reducedDong }) => ({
		what: m.claim_mismatch_total({ file: money(file.invoice.totalDong - reducedDong), typed: money(typed.totalDong) }),
		mend: m.claim_mismatch_total_below_mend(),
	}),
	sum: ({ file: { invoice } }) => ({
		what: m.claim_mismatch_sum({
			beforeTax: money(invoice.beforeTaxDong),
			tax: money(invoice.taxDong),
			total: money(invoice.totalDong),
		}),
		mend: m.claim_mismatch_sum_mend(),
		source: m.claim_mismatch_source_contents(),
	}),
	"before-decision": ({ file }, { decidedOn }) => ({
		what: m.claim_mismatch_before_decision({
			date: formatDate(file.invoice.issuedOn, getLocale()),
			decided: formatDate(decidedOn, getLocale()),
		}),
		mend: m.claim_mismatch_before_decision_mend(),
	}),
	future: ({ file }) => ({
		what: m.claim_mismatch_future({ date: formatDate(file.invoice.issuedOn, getLocale()) }),
		mend: m.claim_mismatch_future_mend(),
	}),
	year: ({ file }) => ({
		what: m.claim_mismatch_year({
			symbol: file.invoice.symbol,
			date: formatDate(file.invoice.issuedOn, getLocale()),
		}),
		mend: m.claim_mismatch_seller_mend(),
		source: m.claim_mismatch_source_symbol(),
	}),
	"no-code": ({ file }) => ({
		what: m.claim_mismatch_no_code({ symbol: file.invoice.symbol }),
		mend: m.claim_mismatch_no_code_mend(),
		source: m.claim_mismatch_source_contents(),
	}),
	replaces: ({ file }) => ({
		what: m.claim_mismatch_replaces({ name: relatedName(file.invoice.related?.name) }),
		mend: m.claim_mismatch_replaces_mend(),
	}),
	reduced: ({ file, reducedDong }) => ({
		what: m.claim_mismatch_reduced({
			amount: money(reducedDong),
			left: money(file.invoice.totalDong - reducedDong),
		}),
		mend: m.claim_mismatch_reduced_mend(),
	}),
	"replaced-here": ({ file }) => ({
		what: m.claim_mismatch_replaced_here({ name: relatedName(file.invoice.related?.name) }),
		mend: m.claim_mismatch_replaced_here_mend(),
	}),
	adjusts: ({ file }) => ({
		what: m.claim_mismatch_adjusts({ name: relatedName(file.invoice.related?.name) }),
		mend: m.claim_mismatch_adjusts_mend(),
	}),
};

/** The invoice that another one changes, in a refusal. */
export function nameIn(name: string, locale: Locale): string {
	const [serial, number] = name.split(" ");
	return serial && number
		? m.claim_invoice_name({ serial, number }, { locale })
		: m.claim_mismatch_related_unnamed({}, { locale });
}

/** "1C26TAA số 317"; said to be unnamed where the file does not name it. */
function relatedName(name: string | undefined): string {
	return nameIn(name ?? "", getLocale());
}

/** What the sentences need of the claim. */
export type MismatchFacts = { businessTaxCode: string; decidedOn: string };

/** A mismatch in the language of the page. */
export function mismatchWords(code: MismatchCode, of: ComparedInvoice, claim: MismatchFacts): MismatchWords {
	return words[code](of, claim);
}

/** The e-invoice as far as a claim needs it: its key, and what must fit together (Circular 91/2026/TT-BTC, annex I). */

import { type PlainDate, yearOf } from "#app/kernel/plain-date.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { bareCode } from "#app/kernel/text.ts";

/** What names an invoice in the whole country: with the seller it is claimed once, across all programmes. */
export type InvoiceKey = {
	/** 10 or 12 digits, with the branch's suffix if a branch sold. */
	sellerTaxCode: string;
	/** One digit, "ký hiệu mẫu số". */
	formSymbol: string;
	/** Six characters, "ký hiệu": with or without the authority's code, year, kind of invoice, two of the seller's own. */
	symbol: string;
	/** 1 to 99,999,999; starts again each year. */
	number: number;
};

export type Invoice = InvoiceKey & { issuedOn: PlainDate; totalDong: bigint };

const SERIAL = /^([1-9])([CK]\d{2}[TDLMNBGHXF][A-Z]{2})$/;

/** Reads what an invoice prints as its symbol, "1C26TAA": the form symbol and the symbol. Null for anything else. */
export function readInvoiceSerial(text: string): { formSymbol: string; symbol: string } | null {
	const [, formSymbol, symbol] = SERIAL.exec(bareCode(text).toUpperCase().replaceAll("/", "")) ?? [];
	return formSymbol && symbol ? { formSymbol, symbol } : null;
}

/** As the invoice prints it. */
export function invoiceSerial({ formSymbol, symbol }: Pick<InvoiceKey, "formSymbol" | "symbol">): string {
	return formSymbol + symbol;
}

/** Whether the date lies in the year that the symbol carries in its two digits. */
export function yearFits(symbol: string, issuedOn: PlainDate): boolean {
	return symbol.slice(1, 3) === String(yearOf(issuedOn) % 100).padStart(2, "0");
}

/**
 * One and the same invoice, as far as one claim goes: a seller that is typed with its branch or without, or a form symbol
 * that is typed otherwise, makes it no second one.
 */
export function sameInvoice(one: InvoiceKey, other: InvoiceKey): boolean {
	return (
		sameTaxpayer(one.sellerTaxCode, other.sellerTaxCode) && one.symbol === other.symbol && one.number === other.number
	);
}

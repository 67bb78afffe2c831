/**
 * What does not fit between the file of an invoice and the claim that it stands in. Contents: Decree 254/2026/NĐ-CP,
 * article 10; symbols, numbers and their year: Circular 91/2026/TT-BTC, annex I.
 */

import type { PlainDate } from "#app/kernel/plain-date.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { invoiceSerial, yearFits } from "./invoice.rules.ts";
import type { InvoiceFile } from "./invoice-file.ts";

/**
 * `blocks`: the claim cannot be submitted so. `shown`: it may well be right, so the reviewer sees it and decides. What
 * makes the invoice another one than was typed always blocks, since by its key it is claimed once.
 */
export type Severity = "blocks" | "shown";

/** Where it stands in the form: a field of the invoice, or its file. */
export type MismatchPlace = "sellerTaxCode" | "serial" | "number" | "issuedOn" | "total" | "file";

const kinds = {
	"other-buyer": ["blocks", "file"],
	"no-buyer": ["shown", "file"],
	"other-seller": ["blocks", "sellerTaxCode"],
	"own-seller": ["blocks", "sellerTaxCode"],
	"typed-seller": ["blocks", "sellerTaxCode"],
	"typed-serial": ["blocks", "serial"],
	"typed-number": ["blocks", "number"],
	"typed-date": ["shown", "issuedOn"],
	"total-above": ["blocks", "total"],
	"total-below": ["shown", "total"],
	sum: ["shown", "file"],
	"before-decision": ["blocks", "issuedOn"],
	future: ["blocks", "issuedOn"],
	year: ["blocks", "issuedOn"],
	"no-code": ["shown", "file"],
	replaces: ["shown", "file"],
	adjusts: ["shown", "file"],
	reduced: ["shown", "total"],
	"replaced-here": ["blocks", "file"],
} as const satisfies Record<string, readonly [Severity, MismatchPlace]>;

export type MismatchCode = keyof typeof kinds;

export const mismatchCodes = Object.keys(kinds) as MismatchCode[];

export type Mismatch = { code: MismatchCode; severity: Severity; place: MismatchPlace };

/** The invoice as the claim has it; null for what is not typed, or cannot be read. */
export type TypedValues = {
	sellerTaxCode: string | null;
	serial: { formSymbol: string; symbol: string } | null;
	number: number | null;
	issuedOn: PlainDate | null;
	totalDong: bigint | null;
};

/** What the file is held against. */
export type MismatchCase = {
	file: InvoiceFile;
	typed: TypedValues;
	/** Of the business that claims: as the buyer, it is not the seller. */
	buyerTaxCode: string;
	/** Of the lines that something is claimed of; empty before any is. */
	providerTaxCodes: readonly string[];
	/** The day of the support notice, and the day it is judged on. */
	decidedOn: PlainDate;
	today: PlainDate;
	/** By how much invoices of the claim lower this one. */
	reducedDong?: bigint;
	/** The claim has the invoice too that this one replaces. */
	hasReplaced?: boolean;
};

/**
 * The total as the parts of the file give it. A discount is in the amount before tax already in most files, and on a
 * line of its own in some: both are right.
 */
function sumsUp({
	beforeTaxDong,
	taxDong,
	feesDong,
	discountDong,
	reductionsDong = 0n,
	totalDong,
}: InvoiceFile): boolean {
	if (beforeTaxDong === null) return true;
	const sum = beforeTaxDong + (taxDong ?? 0n) + feesDong;
	return [0n, discountDong, reductionsDong, discountDong + reductionsDong].some((off) => totalDong === sum - off);
}

/** Everything that does not fit, in the order of the form. */
export function invoiceMismatches(of: MismatchCase): Mismatch[] {
	const { file, typed, buyerTaxCode, providerTaxCodes, decidedOn, today } = of;
	const { reducedDong = 0n, hasReplaced = false } = of;
	const payableDong = file.totalDong - reducedDong;
	const other = <Value>(one: Value | null, inFile: Value) => one !== null && one !== inFile;
	const isSo: Record<MismatchCode, boolean> = {
		"other-buyer": file.buyerTaxCode !== null && !sameTaxpayer(file.buyerTaxCode, buyerTaxCode),
		"no-buyer": file.buyerTaxCode === null,
		"other-seller":
			providerTaxCodes.length > 0 && !providerTaxCodes.some((code) => sameTaxpayer(code, file.sellerTaxCode)),
		"own-seller": sameTaxpayer(file.sellerTaxCode, buyerTaxCode),
		"typed-seller": other(typed.sellerTaxCode, file.sellerTaxCode),
		"typed-serial": typed.serial !== null && invoiceSerial(typed.serial) !== invoiceSerial(file),
		"typed-number": other(typed.number, file.number),
		"typed-date": other(typed.issuedOn, file.issuedOn),
		"total-above": typed.totalDong !== null && typed.totalDong > payableDong,
		"total-below": typed.totalDong !== null && typed.totalDong < payableDong,
		sum: !sumsUp(file),
		"before-decision": file.issuedOn < decidedOn,
		future: file.issuedOn > today,
		year: !yearFits(file.symbol, file.issuedOn),
		"no-code": file.symbol.startsWith("C") && file.authorityCode === null,
		replaces: file.related?.how === "replaces",
		adjusts: file.related?.how === "adjusts",
		reduced: reducedDong > 0n,
		"replaced-here": hasReplaced,
	};
	return mismatchCodes
		.filter((code) => isSo[code])
		.map((code) => ({ code, severity: kinds[code][0], place: kinds[code][1] }));
}

/**
 * What is read from the XML of an e-invoice: the contents that Decree 254/2026/NĐ-CP, article 10 lists, under the names of
 * its data format (Circular 91/2026/TT-BTC, annex I). Invoices dated before 1 July 2026 follow Decree 123/2020/NĐ-CP and
 * have the same names.
 */

import { z } from "zod";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { InvoiceKey } from "./invoice.rules.ts";

/** The invoice of the same seller that this one takes the place of, or corrects ("hóa đơn liên quan"). */
export type RelatedInvoice = {
	how: "replaces" | "adjusts";
	/** "1C26TAA 318", as far as the file names it; "" where it does not. */
	name: string;
};

export type InvoiceLine = {
	name: string;
	/** Null for an amount that is no whole đồng: a line may be one of many that are rounded together. */
	amountDong: bigint | null;
	/** What the line is, where it is no goods: given away, taken off, or words only. */
	kind?: LineKind;
};

export const lineKinds = ["promotion", "discount", "note"] as const;

export type LineKind = (typeof lineKinds)[number];

export type InvoiceFile = InvoiceKey & {
	issuedOn: PlainDate;
	sellerName: string;
	/** As `formatTaxCode` writes it where it can be read; else as it stands in the file. Null where there is none. */
	buyerTaxCode: string | null;
	buyerName: string;
	/** Null on an invoice without tax lines. */
	beforeTaxDong: bigint | null;
	taxDong: bigint | null;
	feesDong: bigint;
	discountDong: bigint;
	/** Taken off the total beside discounts ("giảm trừ khác"). */
	reductionsDong?: bigint;
	/** Below nothing on an invoice that lowers another. */
	totalDong: bigint;
	/** The tax authority's code; an invoice whose symbol starts with C has one. */
	authorityCode: string | null;
	related: RelatedInvoice | null;
	lines: InvoiceLine[];
};

/** The invoice of the same seller that it lowers: the total says by how much. */
export function isReducing({ totalDong }: Pick<InvoiceFile, "totalDong">): boolean {
	return totalDong < 0n;
}

/** What an invoice cannot do without; the names of the parts are in invoice-words.ts. */
export const invoiceParts = [
	"seller",
	"form-symbol",
	"symbol",
	"number",
	"date",
	"before-tax",
	"tax",
	"fees",
	"discount",
	"total",
] as const;

export type InvoicePart = (typeof invoiceParts)[number];

/** Why a file cannot be read as an invoice. */
export type FileFault =
	| { is: "pdf" | "zip" | "too-large" | "encoding" | "not-xml" | "doctype" | "not-an-invoice" | "several" }
	/** `rate`: đồng for one unit, as the invoice writes it, where it does. */
	| { is: "currency"; currency: string; rate?: string }
	/** It adjusts another invoice in words, and no amount. */
	| { is: "no-change"; name: string }
	/** "540.000", of which nothing else tells whether it is 540 or 540,000 đồng. */
	| { is: "ambiguous"; part: InvoicePart; text: string }
	/** Parts that are not there, or not as the format has them. */
	| { is: "parts"; parts: InvoicePart[] }
	/** An amount with a part of a đồng: there is no such payment in đồng, so nothing is rounded. */
	| { is: "fraction"; part: InvoicePart };

export type ReadInvoice = { ok: true; invoice: InvoiceFile } | { ok: false; fault: FileFault };

const dong = z
	.string()
	.regex(/^-?\d+$/)
	.transform(BigInt);

const stored = z.object({
	sellerTaxCode: z.string(),
	formSymbol: z.string(),
	symbol: z.string(),
	number: z.number(),
	issuedOn: z.string(),
	sellerName: z.string(),
	buyerTaxCode: z.string().nullable(),
	buyerName: z.string(),
	beforeTaxDong: dong.nullable(),
	taxDong: dong.nullable(),
	feesDong: dong,
	discountDong: dong,
	reductionsDong: dong.optional(),
	totalDong: dong,
	authorityCode: z.string().nullable(),
	related: z.object({ how: z.enum(["replaces", "adjusts"]), name: z.string() }).nullable(),
	lines: z.array(z.object({ name: z.string(), amountDong: dong.nullable(), kind: z.enum(lineKinds).optional() })),
});

/** For the column `invoice_file.read`: JSON has no bigint. */
export function invoiceFileAsJson(invoice: InvoiceFile): string {
	return JSON.stringify(invoice, (_key, value) => (typeof value === "bigint" ? String(value) : value));
}

/** What `invoiceFileAsJson` has stored. */
export function invoiceFileFrom(json: unknown): InvoiceFile {
	return stored.parse(json);
}

/** What a person has to look at, since two invoices of two claims are nearly the same. */

import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Invoice } from "./invoice.rules.ts";
import { readInvoiceSerial } from "./invoice.rules.ts";

/** What makes two invoices nearly one; the database finds them (db/migrations/026-invoice-file.ts). */
export type NearMatchWhy = "same-file" | "related" | "form-symbol" | "symbol" | "branch" | "total-and-day";

/** An invoice as a near match keeps it: "0312687878 1C26TAA 318 2026-09-08 118000000". Null for anything else. */
export function readPrint(print: string): Invoice | null {
	const [sellerTaxCode, text = "", number, issuedOn, total] = print.split(" ");
	const serial = readInvoiceSerial(text);
	if (!sellerTaxCode || !serial || !number || !issuedOn || !total) return null;
	return {
		sellerTaxCode,
		...serial,
		number: Number(number),
		issuedOn: issuedOn as PlainDate,
		totalDong: BigInt(total),
	};
}

/** What the XML of an invoice fills in: never over what was typed. */

import { invoiceSerial } from "#app/invoice/invoice.rules.ts";
import { type InvoiceFile, isReducing } from "#app/invoice/invoice-file.ts";
import { formatDongPlain, parseDong, sumDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatTaxCode, readTaxCode, sameTaxpayer, taxpayerOf } from "#app/kernel/tax-code.ts";
import { MAX_INVOICES, type TypedInvoice } from "../claim.forms.ts";
import { type ClaimableLine, leftOfLine } from "../claim.rules.ts";
import type { ClaimDraft } from "../claim-draft.ts";
import { changedBy, typedValues } from "./claim-mismatches.ts";

export type FillInput = {
	draft: ClaimDraft;
	documentId: string;
	file: InvoiceFile;
	lines: readonly ClaimableLine[];
	/** The costs still stand as the claim proposed them when it was opened. */
	costsUntouched: boolean;
	/** Whether the claim still has this file. */
	isThere: (documentId: string) => boolean;
	locale: Locale;
};

export type Filled =
	| { ok: true; draft: ClaimDraft; at: number }
	/** `twice`: another file of the same invoice is there. */
	| { ok: false; reason: "twice" | "too-many" }
	/** It lowers an invoice that is not in the claim. */
	| { ok: false; reason: "reduces-none" };

/** The draft with the file's invoice: in its own row, else in the first one where nothing is typed, else in a new one. */
export function fillDraft(input: FillInput): Filled {
	const { draft, documentId, file, isThere } = input;
	if (isReducing(file)) return lowered(input);
	const hasFile = ({ document }: TypedInvoice) => document !== undefined && isThere(document);
	const own = draft.invoices.findIndex((invoice) => isOf(invoice, file));
	const ownRow = draft.invoices[own];
	if (ownRow && hasFile(ownRow)) return { ok: false, reason: "twice" };
	const empty = draft.invoices.findIndex((invoice) => isEmpty(invoice) && !hasFile(invoice));
	const at = own >= 0 ? own : empty >= 0 ? empty : draft.invoices.length;
	if (at >= MAX_INVOICES) return { ok: false, reason: "too-many" };
	const before = draft.invoices[at];
	const row = {
		...(before && own >= 0 ? withBlanks(before, file, input.locale) : rowOf(file, input.locale)),
		document: documentId,
	};
	const invoices = before ? draft.invoices.with(at, row) : [...draft.invoices, row];
	return { ok: true, draft: { lines: costsOf(input, invoices), invoices }, at };
}

/** A reducing invoice takes no row of its own: the one that it changes counts for less from now on. */
function lowered(input: FillInput): Filled {
	const { draft, file, locale } = input;
	const changed = changedBy(file);
	const at = draft.invoices.findIndex((invoice) => {
		const { sellerTaxCode, serial, number } = typedValues(invoice);
		return (
			sellerTaxCode && serial && number && `${taxpayerOf(sellerTaxCode)} ${invoiceSerial(serial)} ${number}` === changed
		);
	});
	const row = draft.invoices[at];
	const before = row && parseDong(row.total);
	if (!row || before === null || before === undefined) return { ok: false, reason: "reduces-none" };
	const left = before + file.totalDong;
	const total = formatDongPlain(left > 0n ? left : 0n, locale);
	const invoices = draft.invoices.with(at, { ...row, total });
	return { ok: true, draft: { lines: costsOf(input, invoices), invoices }, at };
}

function isOf(invoice: TypedInvoice, file: InvoiceFile): boolean {
	const { sellerTaxCode, serial, number } = typedValues(invoice);
	return (
		sellerTaxCode === file.sellerTaxCode &&
		number === file.number &&
		serial !== null &&
		invoiceSerial(serial) === invoiceSerial(file)
	);
}

/** The seller alone says nothing: a new row proposes it. */
function isEmpty({ serial, number, issuedOn, total }: TypedInvoice): boolean {
	return [serial, number, total, ...Object.values(issuedOn)].every((typed) => typed === "");
}

function rowOf(file: InvoiceFile, locale: Locale): TypedInvoice {
	const [year = "", month = "", day = ""] = file.issuedOn.split("-");
	return {
		sellerTaxCode: file.sellerTaxCode,
		serial: invoiceSerial(file),
		number: String(file.number),
		issuedOn: { day, month, year },
		total: formatDongPlain(file.totalDong, locale),
	};
}

function withBlanks(typed: TypedInvoice, file: InvoiceFile, locale: Locale): TypedInvoice {
	const read = rowOf(file, locale);
	const noDay = Object.values(typed.issuedOn).every((box) => box === "");
	return { ...typed, issuedOn: noDay ? read.issuedOn : typed.issuedOn, total: typed.total || read.total };
}

/**
 * Where the seller provides one line, its cost is what its invoices say together, as long as nobody typed another one;
 * how an invoice is shared between several lines only people know.
 */
function costsOf({ draft, file, lines, costsUntouched, locale }: FillInput, invoices: TypedInvoice[]) {
	const ofSeller = lines.filter(
		(line) => sameTaxpayer(line.providerTaxCode, file.sellerTaxCode) && leftOfLine(line) > 0n,
	);
	const [line] = ofSeller;
	if (!line || ofSeller.length > 1) return draft.lines;
	const proposed = (of: readonly TypedInvoice[]) =>
		sumDong(of.filter((invoice) => isSoldBy(invoice, file.sellerTaxCode)).map(({ total }) => parseDong(total) ?? 0n));
	return draft.lines.map((typed) => {
		if (typed.costLineId !== line.costLineId) return typed;
		const nobodyTyped = typed.cost === "" || costsUntouched || parseDong(typed.cost) === proposed(draft.invoices);
		return nobodyTyped ? { ...typed, cost: formatDongPlain(proposed(invoices), locale) } : typed;
	});
}

function isSoldBy({ sellerTaxCode }: TypedInvoice, seller: string): boolean {
	const read = readTaxCode(sellerTaxCode);
	return read.ok && sameTaxpayer(formatTaxCode(read.taxCode), seller);
}

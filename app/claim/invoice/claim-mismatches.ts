/** The files of a claim's invoices, held against what is typed or was submitted. */

import { invoiceSerial, readInvoiceSerial } from "#app/invoice/invoice.rules.ts";
import { type InvoiceFile, isReducing } from "#app/invoice/invoice-file.ts";
import { invoiceMismatches, type Mismatch, type TypedValues } from "#app/invoice/mismatch.rules.ts";
import { parseDong, sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, parsePlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode, readTaxCode, taxpayerOf } from "#app/kernel/tax-code.ts";
import type { TypedInvoice } from "../claim.forms.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import type { ClaimInvoiceFile } from "./invoice-files.server.ts";

/** An invoice that has a file: what the claim says of it, and what does not fit. */
export type ComparedInvoice = {
	file: ClaimInvoiceFile;
	typed: TypedValues;
	mismatches: Mismatch[];
	/** By how much other invoices of the claim lower it. */
	reducedDong: bigint;
};

/** What is needed of a claim to compare it. */
export type ComparedClaim = Pick<ClaimCase, "application" | "businessTaxCode" | "lines" | "draft" | "invoiceFiles">;

/** The values of an invoice as far as they can be read; how they must be is said beside the fields. */
export function typedValues(typed: TypedInvoice): TypedValues {
	const taxCode = readTaxCode(typed.sellerTaxCode);
	const { day, month, year } = typed.issuedOn;
	return {
		sellerTaxCode: taxCode.ok ? formatTaxCode(taxCode.taxCode) : null,
		serial: readInvoiceSerial(typed.serial),
		number: /^0*[1-9]\d{0,7}$/.test(typed.number) ? Number(typed.number) : null,
		issuedOn: parsePlainDate(day, month, year),
		totalDong: parseDong(typed.total),
	};
}

/** The file that filled in an invoice of the draft, if it is still in the claim. */
export function fileOfDraft(
	{ draft, invoiceFiles }: Pick<ComparedClaim, "draft" | "invoiceFiles">,
	at: number,
): ClaimInvoiceFile | null {
	const document = draft.invoices[at]?.document;
	return invoiceFiles.find(({ documentId, removed }) => documentId === document && !removed) ?? null;
}

/** An invoice of the draft against its file; null where it has none. */
export function compareDraft(claim: ComparedClaim, at: number, today: PlainDate): ComparedInvoice | null {
	const file = fileOfDraft(claim, at);
	const invoice = claim.draft.invoices[at];
	if (!file || !invoice) return null;
	const typed = typedValues(invoice);
	const claimed = claim.draft.lines.filter(({ cost }) => (parseDong(cost) ?? 0n) > 0n);
	const named = claim.draft.invoices.flatMap((other) => nameOf(typedValues(other)));
	return compared(claim, { file, typed, claimed, named, today });
}

/** "0312687878 1C26TAA 318", by which other invoices name it: its seller without the branch; none while it is not typed. */
function nameOf({ sellerTaxCode, serial, number }: TypedValues): string[] {
	if (!sellerTaxCode || !serial || !number) return [];
	return [`${taxpayerOf(sellerTaxCode)} ${invoiceSerial(serial)} ${number}`];
}

/** The invoice that a file changes, named in the same way; null where it changes none or does not name it. */
export function changedBy({ sellerTaxCode, related }: InvoiceFile): string | null {
	return related?.name ? `${taxpayerOf(sellerTaxCode)} ${related.name}` : null;
}

/** By how much the reducing invoices among a claim's files lower this one. */
function reducedBy(files: readonly ClaimInvoiceFile[], invoice: InvoiceFile): bigint {
	const [own] = nameOf({ ...invoice, serial: invoice });
	const reducing = files.filter(
		({ removed, invoice: other }) => !removed && isReducing(other) && changedBy(other) === own,
	);
	return -sumDong(reducing.map(({ invoice: other }) => other.totalDong));
}

/** The invoices of a submitted claim that have a file, as they were on the day they were submitted. */
export function compareSubmitted(
	claim: Omit<ComparedClaim, "draft"> & Pick<ClaimCase, "submitted">,
): (ComparedInvoice | null)[] {
	const { submitted } = claim;
	if (!submitted) return [];
	return submitted.invoices.map((invoice) => {
		const file = claim.invoiceFiles.find(({ documentId }) => documentId === invoice.documentId);
		if (!file) return null;
		const typed = { ...invoice, serial: invoice };
		const named = submitted.invoices.flatMap((other) => nameOf({ ...other, serial: other }));
		const today = plainDateAt(submitted.at);
		return compared(claim, { file, typed, claimed: submitted.lines, named, today });
	});
}

type Comparison = {
	file: ClaimInvoiceFile;
	typed: TypedValues;
	claimed: readonly { costLineId: string }[];
	/** All invoices of the claim. */
	named: readonly string[];
	today: PlainDate;
};

function compared(
	{ application, businessTaxCode, lines, invoiceFiles }: Omit<ComparedClaim, "draft">,
	{ file, typed, claimed, named, today }: Comparison,
): ComparedInvoice {
	const ids = new Set(claimed.map(({ costLineId }) => costLineId));
	const reducedDong = reducedBy(invoiceFiles, file.invoice);
	const changed = file.invoice.related?.how === "replaces" ? changedBy(file.invoice) : null;
	const mismatches = invoiceMismatches({
		file: file.invoice,
		typed,
		buyerTaxCode: businessTaxCode,
		providerTaxCodes: lines.filter(({ costLineId }) => ids.has(costLineId)).map((line) => line.providerTaxCode),
		decidedOn: application.decidedOn,
		today,
		reducedDong,
		hasReplaced: changed !== null && named.includes(changed),
	});
	return { file, typed, mismatches, reducedDong };
}

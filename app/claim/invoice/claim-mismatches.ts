/** The files of a claim's invoices, held against what is typed or was submitted. */

import { parseDong } from "#app/kernel/dong.ts";
import { type PlainDate, parsePlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import type { TypedInvoice } from "../claim.forms.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { readInvoiceSerial } from "../invoice.rules.ts";
import type { ClaimInvoiceFile } from "./invoice-files.server.ts";
import { invoiceMismatches, type Mismatch, type TypedValues } from "./mismatch.rules.ts";

/** An invoice that has a file: what the claim says of it, and what does not fit. */
export type ComparedInvoice = { file: ClaimInvoiceFile; typed: TypedValues; mismatches: Mismatch[] };

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
	return { file, typed, mismatches: mismatchesOf(claim, file, typed, claimed, today) };
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
		return { file, typed, mismatches: mismatchesOf(claim, file, typed, submitted.lines, plainDateAt(submitted.at)) };
	});
}

function mismatchesOf(
	{ application, businessTaxCode, lines }: Omit<ComparedClaim, "draft">,
	file: ClaimInvoiceFile,
	typed: TypedValues,
	claimed: readonly { costLineId: string }[],
	today: PlainDate,
): Mismatch[] {
	const ids = new Set(claimed.map(({ costLineId }) => costLineId));
	return invoiceMismatches({
		file: file.invoice,
		typed,
		buyerTaxCode: businessTaxCode,
		providerTaxCodes: lines.filter(({ costLineId }) => ids.has(costLineId)).map((line) => line.providerTaxCode),
		decidedOn: application.decidedOn,
		today,
	});
}

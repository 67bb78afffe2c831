import { z } from "zod";
import type { TypedCost, TypedInvoice } from "./claim.forms.ts";

/** The JSON document `claim.draft`: costs and invoices as they were typed, not yet judged. */
export type ClaimDraft = { lines: TypedCost[]; invoices: TypedInvoice[] };

const invoice = z.object({
	sellerTaxCode: z.string(),
	serial: z.string(),
	number: z.string(),
	issuedOn: z.object({ day: z.string(), month: z.string(), year: z.string() }),
	total: z.string(),
	document: z.string().optional(),
});

/** Costs and invoices as they are typed. */
export const claimDraft = z.object({
	lines: z.array(z.object({ costLineId: z.uuid(), cost: z.string() })),
	invoices: z.array(invoice),
});

/** Reads a saved draft. */
export function readClaimDraft(json: unknown): ClaimDraft {
	return claimDraft.parse(json);
}

export function emptyInvoice(sellerTaxCode = ""): TypedInvoice {
	return { sellerTaxCode, serial: "", number: "", issuedOn: { day: "", month: "", year: "" }, total: "" };
}

/** What the page of costs does beside saving. */
export type InvoiceChange = { kind: "add" } | { kind: "remove"; at: number };

/** The pressed button of the page of costs: "add-invoice", "remove-invoice.2"; null for saving. */
export function invoiceChangeOf(intent: string): InvoiceChange | null {
	if (intent === "add-invoice") return { kind: "add" };
	const remove = /^remove-invoice\.(\d{1,2})$/.exec(intent);
	return remove ? { kind: "remove", at: Number(remove[1]) } : null;
}

/** The invoices with one more, of the seller of the last one, or one less; one always stays to be filled in. */
export function withInvoiceChange(invoices: TypedInvoice[], change: InvoiceChange | null): TypedInvoice[] {
	if (change?.kind === "add") return [...invoices, emptyInvoice(invoices.at(-1)?.sellerTaxCode)];
	if (change?.kind !== "remove") return invoices;
	const kept = invoices.toSpliced(change.at, 1);
	return kept.length > 0 ? kept : [emptyInvoice()];
}

/** The saved draft as the fields of its form. */
export function draftAsGiven({ lines, invoices }: ClaimDraft): Record<string, string> {
	const given: Record<string, string> = {};
	lines.forEach(({ cost }, at) => {
		given[`lines.${at}.cost`] = cost;
	});
	// The file is no field: the page carries it in a hidden one.
	invoices.forEach(({ issuedOn, document: _document, ...fields }, at) => {
		for (const [name, value] of Object.entries(fields)) given[`invoices.${at}.${name}`] = value;
		for (const [part, value] of Object.entries(issuedOn)) given[`invoices.${at}.issuedOn.${part}`] = value;
	});
	return given;
}

import { z } from "zod";
import { bankAccountForm } from "#app/business/business.forms.ts";
import {
	choice,
	dateBoxes,
	hiddenId,
	longText,
	MONEY_LETTERS,
	optionalDong,
	optionalLongText,
	optionalText,
	readDong,
	requiredTick,
	text,
	tick,
	wholeNumber,
} from "#app/form/fields.ts";
import { readInvoiceSerial, yearFits } from "#app/invoice/invoice.rules.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { claimDocumentKinds } from "./claim.rules.ts";

export const startClaimForm = z.object({ claimId: hiddenId() });

export const MAX_INVOICES = 20;
const MAX_LINES = 40;

/** What costs and invoices may weigh, whatever is typed: some 25,000 letters, of which each may be nine bytes. */
export const COSTS_BYTES = 256 * 1024;

const box = optionalText(20);

/** An invoice as it is kept in the draft: whatever was typed, within bounds. */
const typedInvoice = z.object({
	sellerTaxCode: optionalText(200),
	serial: optionalText(200),
	number: optionalText(200),
	issuedOn: z.object({ day: box, month: box, year: box }).default({ day: "", month: "", year: "" }),
	total: optionalText(200),
	/** The file that filled it in, where one did. */
	document: z.string().max(36).optional(),
});

const typedLine = z.object({ costLineId: hiddenId(), cost: optionalText(200) });

/** What the page of costs sends, whatever is typed in it; `intent` is the button that was pressed. */
export const typedCostsForm = z.object({
	draftVersion: wholeNumber(),
	intent: optionalText(40),
	lines: z.array(typedLine).max(MAX_LINES).default([]),
	invoices: z.array(typedInvoice).max(MAX_INVOICES).default([]),
	isLast: tick(),
});

export type TypedInvoice = z.output<typeof typedInvoice>;
export type TypedCost = z.output<typeof typedLine>;

function sellerTaxCode() {
	return text(30, m.claim_fault_seller_missing).transform((typed, context) => {
		const read = readTaxCode(typed);
		if (read.ok) return formatTaxCode(read.taxCode);
		const message = read.reason === "check-digit" ? m.claim_fault_seller_check() : m.house_field_tax_code();
		context.addIssue({ code: "custom", message });
		return z.NEVER;
	});
}

function serial() {
	return text(20, m.claim_fault_serial).transform((typed, context) => {
		const read = readInvoiceSerial(typed);
		if (read) return read;
		context.addIssue({ code: "custom", message: m.claim_fault_serial() });
		return z.NEVER;
	});
}

function invoiceNumber() {
	return text(20, m.claim_fault_number)
		.refine((typed) => /^0*[1-9]\d{0,7}$/.test(typed), { error: () => m.claim_fault_number() })
		.transform(Number);
}

function amount() {
	return text(MONEY_LETTERS, m.claim_fault_total).transform((typed, context) => {
		const amountDong = readDong(typed, context, m.claim_fault_total);
		if (amountDong === 0n) context.addIssue({ code: "custom", message: m.house_field_money_positive() });
		return amountDong;
	});
}

/** 0 where nothing is claimed for the line. */
function cost() {
	return optionalDong().transform((costDong) => costDong ?? 0n);
}

/** The days between which an invoice may be dated: the support notice and today. */
export type InvoiceWindow = { decidedOn: PlainDate; today: PlainDate };

function invoice({ decidedOn, today }: InvoiceWindow) {
	const issuedOn = dateBoxes(m.house_field_date, m.claim_fault_issued_missing)
		.refine((date) => date <= today, { error: () => m.claim_fault_future() })
		.refine((date) => date >= decidedOn, {
			error: () => m.claim_fault_before_decision({ date: formatDate(decidedOn, getLocale()) }),
		});
	return z
		.object({
			sellerTaxCode: sellerTaxCode(),
			serial: serial(),
			number: invoiceNumber(),
			issuedOn,
			total: amount(),
		})
		.refine((read) => yearFits(read.serial.symbol, read.issuedOn), {
			path: ["issuedOn"],
			error: ({ input }) => m.claim_fault_year({ symbol: (input as { serial: { symbol: string } }).serial.symbol }),
		});
}

/** Costs and invoices as they must be to be submitted. */
export function costsForm(window: InvoiceWindow) {
	return z.object({
		lines: z.array(z.object({ costLineId: hiddenId(), cost: cost() })).default([]),
		invoices: z
			.array(invoice(window))
			.min(1, { error: () => m.claim_fault_no_invoice() })
			.default([]),
	});
}

/** What can be read of the draft's costs and invoices once nothing is wrong with any field. */
export type ReadCosts = z.output<ReturnType<typeof costsForm>>;

/** The provider's account, where the provider is paid: the same fields as the business's own. */
export const payeeAccountForm = bankAccountForm;

/** What goes with an uploaded file; the file itself is read by `readUpload`. */
export const claimDocumentForm = z.object({
	documentId: hiddenId(),
	kind: choice(claimDocumentKinds),
	/** The document whose place it takes; empty where it takes none. */
	replaces: optionalText(36).transform((id) => id || null),
});

/** The page of costs together with the XML of an invoice: what is typed is saved with it. */
export const invoiceFileForm = typedCostsForm.extend({ documentId: hiddenId() });

export const removeDocumentForm = z.object({ remove: hiddenId() });

/** The check-your-answers page: the draft that was shown, and what submitting declares. */
export const submitClaimForm = z.object({
	draftVersion: wholeNumber(),
	truthful: requiredTick(() => m.claim_truthful_required()),
});

/** The reviewer's answer; who says no says why. */
export const answerClaimForm = z
	.object({
		/** Which submission the page showed. */
		submittedAt: z.iso.datetime().transform((text) => new Date(text)),
		answer: choice(["verify", "return", "refuse"]),
		reasons: optionalLongText(4000),
	})
	.refine(({ answer, reasons }) => answer === "verify" || reasons.length >= 10, {
		path: ["reasons"],
		error: () => m.claim_fault_reasons(),
	});

/** A near match is another invoice; why is kept. */
export const judgeNearMatchForm = z.object({
	reason: longText(2000, m.claim_fault_near_reason).refine((reason) => reason.length >= 10, {
		error: () => m.claim_fault_near_reason(),
	}),
});

/** To cancel an agreed application, or to end the claims of a silent business, says why. */
export const endingForm = z.object({ reasons: longText(4000) });

/** Nothing more will be claimed: a business just says so. */
export const endClaimsForm = z.object({});

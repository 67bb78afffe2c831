/** What keeps a claim from being submitted, by the field where it is mended. */

import { type FieldErrors, withRowsNamed } from "#app/form/read-form.ts";
import { type Invoice, sameInvoice } from "#app/invoice/invoice.rules.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { advanceFaults } from "../advance/advance-faults.ts";
import { costsForm, type InvoiceWindow, type ReadCosts, type TypedCost, type TypedInvoice } from "../claim.forms.ts";
import {
	type ClaimableLine,
	claimAmounts,
	claimedProvider,
	leftOfLine,
	providerAccountFits,
	requiredDocuments,
} from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { compareDraft } from "../invoice/claim-mismatches.ts";
import { mismatchWords } from "../invoice/invoice-words.ts";

/** What the costs of a claim are judged against. */
export type CostsCase = {
	lines: readonly ClaimableLine[];
	payee: "provider" | "business";
	/** Of the business that claims: nobody is paid by their own invoice. */
	businessTaxCode: string;
	window: InvoiceWindow;
	typed: { lines: readonly TypedCost[]; invoices: readonly TypedInvoice[] };
};

/** The invoices as they are stored, in the order of the form. */
export function invoicesOf(read: ReadCosts): Invoice[] {
	return read.invoices.map(({ serial, total, ...invoice }) => ({ ...invoice, ...serial, totalDong: total }));
}

/**
 * The costs and invoices of the draft where every field can be read and all fit each other and what was approved;
 * else every fault, named as the fields of the form.
 */
export function judgeCosts(costs: CostsCase): { ok: true; read: ReadCosts } | { ok: false; faults: FieldErrors } {
	const read = costsForm(costs.window).safeParse(costs.typed);
	if (!read.success) {
		const faults: FieldErrors = {};
		for (const issue of read.error.issues) faults[issue.path.map(String).join(".")] ??= issue.message;
		return { ok: false, faults: withRowsNamed(faults) };
	}
	const faults = { ...lineFaults(costs, read.data), ...invoiceFaults(costs, read.data) };
	return Object.keys(faults).length === 0
		? { ok: true, read: read.data }
		: { ok: false, faults: withRowsNamed(faults) };
}

function claimedLines({ lines }: CostsCase, read: ReadCosts): ClaimableLine[] {
	const claimed = new Set(read.lines.filter(({ cost }) => cost > 0n).map(({ costLineId }) => costLineId));
	return lines.filter(({ costLineId }) => claimed.has(costLineId));
}

function lineFaults(costs: CostsCase, read: ReadCosts): FieldErrors {
	const faults: FieldErrors = {};
	const claimed = claimedLines(costs, read);
	if (claimed.length === 0) return { "lines.0.cost": m.claim_fault_no_cost() };
	const [first] = claimed;
	const before = new Set<string>();
	read.lines.forEach(({ costLineId, cost }, at) => {
		const isRepeated = before.has(costLineId);
		before.add(costLineId);
		const line = claimed.find((each) => each.costLineId === costLineId);
		const name = `lines.${at}.cost`;
		if (isRepeated) {
			faults[name] = m.house_field_unexpected();
		} else if (!line || !first) {
			// A line that is not of this application: the page is old, or was tampered with.
			if (cost > 0n) faults[name] = m.house_field_unexpected();
		} else if (leftOfLine(line) === 0n) {
			faults[name] = m.claim_fault_line_used_up();
		} else if (sameTaxpayer(line.providerTaxCode, costs.businessTaxCode)) {
			faults[name] = m.claim_fault_own_provider();
		} else if (costs.payee === "provider" && !sameTaxpayer(line.providerTaxCode, first.providerTaxCode)) {
			faults[name] = m.claim_fault_other_provider({ name: first.providerName });
		}
	});
	if (Object.keys(faults).length > 0) return faults;
	const asked = read.lines.map(({ costLineId, cost }) => ({ costLineId, costDong: cost }));
	const { subsidyDong } = claimAmounts(costs.lines, asked);
	return subsidyDong > 0n ? {} : { "lines.0.cost": m.claim_fault_too_small() };
}

function invoiceFaults(costs: CostsCase, read: ReadCosts): FieldErrors {
	const faults: FieldErrors = {};
	const claimed = claimedLines(costs, read);
	// Without a cost it is not known whose invoice it must be.
	if (claimed.length === 0) return faults;
	const invoices = invoicesOf(read);
	invoices.forEach((invoice, at) => {
		if (sameTaxpayer(invoice.sellerTaxCode, costs.businessTaxCode)) {
			faults[`invoices.${at}.sellerTaxCode`] = m.claim_fault_own_invoice();
		} else if (!claimed.some((line) => sameTaxpayer(line.providerTaxCode, invoice.sellerTaxCode))) {
			faults[`invoices.${at}.sellerTaxCode`] = m.claim_fault_other_seller({
				name: claimed[0]?.providerName ?? "",
				taxCode: claimed[0]?.providerTaxCode ?? "",
			});
		}
		if (invoices.findIndex((other) => sameInvoice(other, invoice)) < at) {
			faults[`invoices.${at}.number`] = m.claim_fault_same_invoice();
		}
	});
	return { ...faults, ...coverFaults(claimed, read, invoices) };
}

/** The invoices of each provider cover what is claimed of it; a line is not named on an invoice, its seller is. */
function coverFaults(claimed: ClaimableLine[], read: ReadCosts, invoices: Invoice[]): FieldErrors {
	const faults: FieldErrors = {};
	for (const { providerTaxCode, providerName } of claimed) {
		const ofProvider = claimed.filter((line) => sameTaxpayer(line.providerTaxCode, providerTaxCode));
		const at = read.lines.findIndex(({ costLineId }) => costLineId === ofProvider[0]?.costLineId);
		const costDong = sumDong(
			ofProvider.map(({ costLineId }) => read.lines.find((line) => line.costLineId === costLineId)?.cost ?? 0n),
		);
		const invoicedDong = sumDong(
			invoices
				.filter((invoice) => sameTaxpayer(invoice.sellerTaxCode, providerTaxCode))
				.map(({ totalDong }) => totalDong),
		);
		if (costDong > invoicedDong) {
			faults[`lines.${at}.cost`] = m.claim_fault_not_covered({
				name: providerName,
				cost: formatDong(costDong, getLocale()),
				invoiced: formatDong(invoicedDong, getLocale()),
			});
		}
	}
	return faults;
}

/** What a whole claim is judged by. */
export type JudgedClaim = Pick<
	ClaimCase,
	| "application"
	| "payee"
	| "account"
	| "lines"
	| "draft"
	| "documents"
	| "ownSharePaid"
	| "businessTaxCode"
	| "invoiceFiles"
	| "kind"
	| "advance"
	| "highestAdvanceDong"
>;

/** The costs and invoices of a claim, judged on a day, also against the files of the invoices. */
export function judgeClaimCosts(claim: JudgedClaim, today: PlainDate): ReturnType<typeof judgeCosts> {
	const { application, payee, lines, draft, businessTaxCode } = claim;
	const window = { decidedOn: application.decidedOn, today };
	const costs = judgeCosts({ lines, payee, businessTaxCode, window, typed: draft });
	// What a field says of itself goes before what its file says of it.
	const faults = { ...fileFaults(claim, today), ...(costs.ok ? {} : costs.faults) };
	return Object.keys(faults).length === 0 ? costs : { ok: false, faults: withRowsNamed(faults) };
}

/** Where the file of an invoice keeps the claim from being submitted. */
function fileFaults(claim: JudgedClaim, today: PlainDate): FieldErrors {
	const faults: FieldErrors = {};
	const facts = { businessTaxCode: claim.businessTaxCode, decidedOn: claim.application.decidedOn };
	claim.draft.invoices.forEach((_invoice, at) => {
		const compared = compareDraft(claim, at, today);
		for (const { code, severity, place } of compared?.mismatches ?? []) {
			if (severity !== "blocks" || !compared) continue;
			const { what, mend } = mismatchWords(code, compared, facts);
			faults[`invoices.${at}.${place}`] ??= `${what} ${mend}`;
		}
	});
	return faults;
}

/** What is wrong with the account that the money would go to; null if nothing is. */
function accountFault({ payee, account, lines, draft }: JudgedClaim): string | null {
	if (payee === "business") return account ? null : m.claim_fault_no_own_account();
	if (!account) return m.claim_fault_no_account();
	const provider = claimedProvider(lines, draft.lines);
	const fits = provider === null || providerAccountFits(provider, account.accountName);
	return fits ? null : m.claim_fault_account_of_another({ name: provider.providerName });
}

const missingFile = {
	invoice: () => m.claim_fault_no_invoice_file(),
	"payment-proof": () => m.claim_fault_no_proof(),
};

/**
 * Every fault of a claim, in the order of the check-your-answers page: costs and invoices by their fields, then
 * `account`, then `documents.<kind>`. Empty when the claim can be submitted.
 */
export function claimFaults(claim: JudgedClaim, today: PlainDate): FieldErrors {
	const account = accountFault(claim);
	if (claim.kind === "advance") return { ...advanceFaults(claim), ...(account ? { account } : {}) };
	const costs = judgeClaimCosts(claim, today);
	const faults: FieldErrors = costs.ok ? {} : { ...costs.faults };
	if (account) faults.account = account;
	for (const kind of requiredDocuments(claim)) {
		if (!claim.documents.some((document) => document.kind === kind)) faults[`documents.${kind}`] = missingFile[kind]();
	}
	return faults;
}

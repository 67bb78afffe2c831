import { accountInWords } from "#app/business/business-words.ts";
import { type Invoice, invoiceSerial } from "#app/invoice/invoice.rules.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import type { SumRow } from "#app/ui/parts/sum.tsx";
import type { SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClaimAmounts } from "./claim.rules.ts";
import type { ClaimCase } from "./claim-case.server.ts";

/** "1C26TVS số 318": as the business and the bookkeeper name an invoice. */
export function invoiceName(invoice: Pick<Invoice, "formSymbol" | "symbol" | "number">): string {
	return m.claim_invoice_name({ serial: invoiceSerial(invoice), number: invoice.number });
}

/** One row an invoice: its name, its total, its day and seller. */
export function invoiceRow(invoice: Invoice): SummaryRow {
	const locale = getLocale();
	return {
		term: invoiceName(invoice),
		value: <span className="num">{formatDong(invoice.totalDong, locale)}</span>,
		note: m.claim_invoice_of({ date: formatDate(invoice.issuedOn, locale), taxCode: invoice.sellerTaxCode }),
	};
}

/** Line by line what it cost and what is paid of it, until both shares add up to the cost. */
export function amountRows({ lines, costDong, subsidyDong }: ClaimAmounts, claim: Pick<ClaimCase, "lines">): SumRow[] {
	const locale = getLocale();
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	return [
		...lines.map((line) => ({
			label: m.claim_amounts_line({
				what: claim.lines.find((each) => each.costLineId === line.costLineId)?.description ?? "",
				cost: money(line.costDong),
			}),
			amount: money(line.subsidyDong),
		})),
		{ label: m.claim_amounts_city(), amount: money(subsidyDong), kind: "total" },
		{ label: m.claim_amounts_you(), amount: money(costDong - subsidyDong) },
		{ label: m.claim_amounts_cost(), amount: money(costDong) },
	];
}

/** What an advance or a retention is called. */
export function kindName(kind: Exclude<ClaimCase["kind"], "costs">): string {
	return kind === "advance" ? m.claim_kind_advance() : m.claim_kind_retention();
}

/** How its trail tells that it was verified. */
export function verifiedTitle(kind: Exclude<ClaimCase["kind"], "costs">): string {
	return kind === "advance" ? m.claim_event_verified_advance() : m.claim_event_verified_retention();
}

/** The claim by its kind and its number: "Đề nghị tạm ứng DN-2026-000012". */
export function overOf({ kind, reference }: Pick<ClaimCase, "kind" | "reference">): string {
	if (kind === "advance") return m.claim_over_advance({ reference });
	return kind === "retention" ? m.claim_over_retention({ reference }) : m.claim_over({ reference });
}

/** Who receives the money, and where. */
export function payeeRow({ payee, account }: Pick<ClaimCase, "payee" | "account">): SummaryRow {
	return {
		term: payee === "provider" ? m.claim_payee_provider() : m.claim_payee_business(),
		value: account ? accountInWords(account) : m.claim_part_account_none(),
		note: account?.accountName,
	};
}

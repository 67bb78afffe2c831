import type { InvoiceFile, LineKind } from "#app/invoice/invoice-file.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ComparedInvoice } from "./claim-mismatches.ts";
import type { ClaimInvoiceFile } from "./invoice-files.server.ts";
import type { MismatchFacts } from "./invoice-words.ts";
import { MismatchList } from "./mismatch-list.tsx";

/** The original, as it was sent: saved by the browser, never shown by it. */
export function OriginalLink({ file }: { file: ClaimInvoiceFile }) {
	return (
		<>
			<span className="break-words font-medium">{file.fileName}</span>{" "}
			<TextLink to={`/files/claims/${file.documentId}`} file>
				{m.claim_file_download()}
				<span className="sr-only"> {file.fileName}</span>
			</TextLink>
		</>
	);
}

const lineKindText: Record<LineKind, () => string> = {
	promotion: m.claim_file_line_promotion,
	discount: m.claim_file_line_discount,
	note: m.claim_file_line_note,
};

/** What a file says that the form has no field for. */
export function factRows(invoice: InvoiceFile): SummaryRow[] {
	const money = (amountDong: bigint) => <span className="num">{formatDong(amountDong, getLocale())}</span>;
	const amounts: [term: string, amountDong: bigint | null][] = [
		[m.claim_file_before_tax(), invoice.beforeTaxDong],
		[m.claim_file_tax(), invoice.taxDong],
		[m.claim_file_fees(), invoice.feesDong || null],
		[m.claim_file_discount(), invoice.discountDong || null],
		[m.claim_file_reductions(), invoice.reductionsDong ?? null],
		[m.claim_file_total(), invoice.totalDong],
	];
	return [
		...amounts.flatMap(([term, amountDong]) => (amountDong === null ? [] : [{ term, value: money(amountDong) }])),
		{
			term: m.claim_file_code(),
			value: <span className="num break-all">{invoice.authorityCode ?? m.claim_file_code_none()}</span>,
		},
		{
			term: m.claim_file_lines(),
			value: (
				<ul className="m-0 list-none p-0">
					{invoice.lines.map(({ name, amountDong, kind }, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: lines of an invoice may be alike, and never move
						<li key={at}>
							{name}
							{kind ? ` (${lineKindText[kind]()})` : null}
							{amountDong === null || kind === "note" ? null : <> – {money(amountDong)}</>}
						</li>
					))}
				</ul>
			),
		},
	];
}

/** A party of the invoice: name, then tax code. */
function partyRow(term: string, name: string, taxCode: string | null): SummaryRow {
	return { term, value: name || "–", note: taxCode ? <span className="num">{taxCode}</span> : undefined };
}

/** Beside the fields of an invoice that a file filled in: where it came from, what does not fit, what else it says. */
export function FileFacts({ id, compared, facts }: { id: string; compared: ComparedInvoice; facts: MismatchFacts }) {
	const { invoice } = compared.file;
	return (
		<div id={id} className="grid gap-3">
			<p>
				{m.claim_file_read_from()} <OriginalLink file={compared.file} />
			</p>
			<MismatchList compared={compared} facts={facts} side="business" />
			<details>
				<summary>{m.claim_file_details()}</summary>
				<SummaryList
					rows={[
						partyRow(m.claim_file_seller(), invoice.sellerName, invoice.sellerTaxCode),
						partyRow(m.claim_file_buyer(), invoice.buyerName, invoice.buyerTaxCode),
						...factRows(invoice),
					]}
				/>
			</details>
		</div>
	);
}

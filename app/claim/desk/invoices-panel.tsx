import { invoiceSerial } from "#app/invoice/invoice.rules.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { SubmittedInvoice } from "../claim-case.server.ts";
import { invoiceName, invoiceRow } from "../claim-rows.tsx";
import { type ComparedInvoice, compareSubmitted } from "../invoice/claim-mismatches.ts";
import { factRows, OriginalLink } from "../invoice/file-facts.tsx";
import { MismatchList } from "../invoice/mismatch-list.tsx";
import type { OpenClaim } from "./claim-desk.server.ts";

/** The invoices of a submitted claim, each beside what its file says. */
export function InvoicesPanel({ claim }: { claim: OpenClaim }) {
	const compared = compareSubmitted(claim);
	return claim.submitted.invoices.map((invoice, at) => {
		const name = invoiceName(invoice);
		const of = compared[at];
		return of ? (
			<Panel key={name + invoice.sellerTaxCode} title={m.claim_compare_title({ name })}>
				<Compared invoice={invoice} compared={of} claim={claim} />
			</Panel>
		) : (
			<Panel
				key={name + invoice.sellerTaxCode}
				title={m.claim_invoice_titled({ name })}
				sub={m.claim_compare_no_file()}
			>
				<SummaryList rows={[invoiceRow(invoice)]} />
			</Panel>
		);
	});
}

type Row = { key: string; what: string; file: string; claim: string };

function rowsOf(invoice: SubmittedInvoice, { file: { invoice: file } }: ComparedInvoice, claim: OpenClaim): Row[] {
	const locale = getLocale();
	const party = (name: string, taxCode: string | null) => [name, taxCode].filter(Boolean).join(", ") || "–";
	return [
		{
			key: "buyer",
			what: m.claim_file_buyer(),
			file: party(file.buyerName, file.buyerTaxCode),
			claim: party(claim.businessName, claim.businessTaxCode),
		},
		{
			key: "seller",
			what: m.claim_file_seller(),
			file: party(file.sellerName, file.sellerTaxCode),
			claim: invoice.sellerTaxCode,
		},
		{ key: "serial", what: m.claim_invoice_serial(), file: invoiceSerial(file), claim: invoiceSerial(invoice) },
		{ key: "number", what: m.claim_invoice_number(), file: String(file.number), claim: String(invoice.number) },
		{
			key: "date",
			what: m.claim_invoice_date(),
			file: formatDate(file.issuedOn, locale),
			claim: formatDate(invoice.issuedOn, locale),
		},
		{
			key: "total",
			what: m.claim_invoice_total(),
			file: formatDong(file.totalDong, locale),
			claim: formatDong(invoice.totalDong, locale),
		},
	];
}

const rowOfCode: Record<string, string> = {
	"other-buyer": "buyer",
	"no-buyer": "buyer",
	"typed-date": "date",
	"total-below": "total",
};

function Compared({
	invoice,
	compared,
	claim,
}: {
	invoice: SubmittedInvoice;
	compared: ComparedInvoice;
	claim: OpenClaim;
}) {
	const differing = new Set(compared.mismatches.map(({ code }) => rowOfCode[code]));
	const columns: Column<Row>[] = [
		{
			key: "what",
			head: m.claim_compare_what(),
			rowHead: true,
			cell: ({ key, what }) => (differing.has(key) ? `${what} (${m.claim_compare_differs()})` : what),
		},
		{ key: "file", head: m.claim_compare_file(), cell: ({ file }) => <span className="num">{file}</span> },
		{ key: "claim", head: m.claim_compare_claim(), cell: (row) => <span className="num">{row.claim}</span> },
	];
	const facts = { businessTaxCode: claim.businessTaxCode, decidedOn: claim.application.decidedOn };
	return (
		<div className="grid gap-3">
			<MismatchList compared={compared} facts={facts} side="reviewer" />
			<DataTable
				caption={m.claim_compare_title({ name: invoiceName(invoice) })}
				captionHidden
				columns={columns}
				rows={rowsOf(invoice, compared, claim)}
				rowKey={({ key }) => key}
				rowTone={({ key }) => (differing.has(key) ? "yellow" : undefined)}
			/>
			<p>
				<OriginalLink file={compared.file} />
				{compared.file.removed ? <span className="block text-ink2">{m.claim_compare_removed()}</span> : null}
			</p>
			<details>
				<summary>{m.claim_file_details()}</summary>
				<SummaryList
					rows={[
						...factRows(compared.file.invoice),
						{
							term: m.claim_file_sha256(),
							value: <span className="num break-all text-small">{compared.file.sha256}</span>,
						},
					]}
				/>
			</details>
		</div>
	);
}

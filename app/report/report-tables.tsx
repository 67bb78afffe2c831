import type { ApplicationState } from "#app/application/application.states.ts";
import { StateTag } from "#app/application/state-tag.tsx";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { LockedTag } from "#app/review/desk/attention-tag.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ReportRow } from "./report-page.server.ts";
import type { ReportTotals } from "./subsidies.server.ts";

/** What was asked, allowed and approved; and where the approved money stands. */
export function ReportSums({ totals }: { totals: ReportTotals }) {
	const locale = getLocale();
	const amount = (amountDong: bigint) => formatDongPlain(amountDong, locale);
	return (
		<div className="grid gap-x-12 md:grid-cols-2">
			<Sum
				rows={[
					{ label: m.report_column_total(), amount: amount(totals.totalDong) },
					{ label: m.report_column_allowed(), amount: amount(totals.allowedDong) },
					{ label: m.report_column_approved(), amount: amount(totals.approvedDong) },
				]}
			/>
			<Sum
				rows={[
					{ label: m.report_column_reserved(), amount: amount(totals.reservedDong) },
					{ label: m.report_column_committed(), amount: amount(totals.committedDong) },
					{ label: m.report_column_payable(), amount: amount(totals.payableDong) },
					{ label: m.report_column_advanced(), amount: amount(totals.advancedDong) },
					{ label: m.report_column_retained(), amount: amount(totals.retainedDong) },
					{ label: m.report_column_paid(), amount: amount(totals.paidDong) },
					{
						label: m.report_held(),
						amount: amount(heldDong(totals)),
						kind: "total",
					},
				]}
			/>
		</div>
	);
}

/** All that applications hold or received. */
function heldDong(totals: ReportTotals): bigint {
	const { reservedDong, committedDong, payableDong, advancedDong, retainedDong, paidDong } = totals;
	return reservedDong + committedDong + payableDong + advancedDong + retainedDong + paidDong;
}

/**
 * One page of the report's rows with the sums over all of its pages: the columns that a person compares; the export has
 * all of them.
 */
export function ReportRows({ rows, totals }: { rows: readonly ReportRow[]; totals: ReportTotals }) {
	const locale = getLocale();
	const amount = (amountDong: bigint | null) => (amountDong === null ? "–" : formatDongPlain(amountDong, locale));
	const columns: Column<ReportRow>[] = [
		{
			key: "reference",
			head: m.report_column_reference(),
			rowHead: true,
			cell: ReferenceLink,
			total: m.report_rows_total({ count: formatNumber(totals.count, locale) }),
		},
		{
			key: "business",
			head: m.report_column_business(),
			cell: (row) => (
				<>
					{row.legalName}
					<span className="cell-sub num">{formatTaxCode({ digits: row.taxCode, branch: row.branch })}</span>
				</>
			),
		},
		{
			key: "association",
			head: m.report_column_association(),
			cell: (row) => (locale === "vi" ? row.associationVi : row.associationEn),
		},
		{
			key: "size",
			head: m.report_column_size(),
			cell: (row) => (
				<span className="whitespace-nowrap">
					{row.sizeClass ? sizeClassLabel(row.sizeClass as SizeClass, locale) : "–"}
				</span>
			),
		},
		{
			key: "state",
			head: m.report_column_state(),
			cell: (row) => (row.tied ? <LockedTag /> : <StateTag state={row.state as ApplicationState} />),
		},
		{
			key: "submitted",
			head: m.report_column_submitted_on(),
			number: true,
			cell: (row) => (row.submittedAt ? formatDate(row.submittedAt, locale) : "–"),
		},
		{
			key: "total",
			head: m.report_column_total(),
			number: true,
			cell: (row) => amount(row.totalDong),
			total: amount(totals.totalDong),
		},
		{
			key: "approved",
			head: m.report_column_approved(),
			number: true,
			cell: (row) => amount(row.approvedDong),
			total: amount(totals.approvedDong),
		},
		{
			key: "paid",
			head: m.report_column_paid(),
			number: true,
			cell: (row) => amount(row.paidDong),
			total: amount(totals.paidDong),
		},
	];
	return (
		<DataTable caption={m.report_rows_caption()} captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} />
	);
}

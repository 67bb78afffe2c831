import { StateTag } from "#app/application/state-tag.tsx";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DecidedRow } from "./decided-files.server.ts";

/** The files that left the queue, decided last first. */
export function DecidedTable({ rows }: { rows: readonly DecidedRow[] }) {
	const locale = getLocale();
	const columns: Column<DecidedRow>[] = [
		{
			key: "reference",
			head: m.review_column_reference(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/review/${reference}`}>{reference}</TextLink>
				</span>
			),
		},
		{
			key: "business",
			head: m.review_column_business(),
			cell: ({ legalName, taxCode }) => (
				<>
					<span className="font-medium">{legalName}</span>
					<span className="num block text-ink2 text-caption">{taxCode}</span>
				</>
			),
		},
		{ key: "size", head: m.review_column_size(), cell: ({ sizeClass }) => sizeClassLabel(sizeClass, locale) },
		{
			key: "allowed",
			head: m.review_column_allowed(),
			number: true,
			cell: ({ allowedDong }) => formatDong(allowedDong, locale),
		},
		{
			key: "approved",
			head: m.review_column_approved(),
			number: true,
			cell: ({ approvedDong }) => (approvedDong === null ? "–" : formatDong(approvedDong, locale)),
		},
		{
			key: "decided",
			head: m.review_column_decided(),
			cell: ({ decidedAt }) => <span className="num">{decidedAt ? formatDate(decidedAt, locale) : "–"}</span>,
		},
		{ key: "state", head: m.review_column_state(), cell: ({ state }) => <StateTag state={state} /> },
	];
	return (
		<DataTable
			caption={m.review_decided_caption()}
			columns={columns}
			rows={rows}
			rowKey={({ reference }) => reference}
		/>
	);
}

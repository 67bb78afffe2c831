import { StateTag } from "#app/application/state-tag.tsx";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { LockedTag } from "./attention-tag.tsx";
import type { DecidedRow } from "./decided-files.server.ts";
import { ShownAmount } from "./shown-amount.tsx";

/** The files that left the queue, decided last first. */
export function DecidedTable({ rows }: { rows: readonly DecidedRow[] }) {
	const locale = getLocale();
	const columns: Column<DecidedRow>[] = [
		{
			key: "reference",
			head: m.review_column_reference(),
			rowHead: true,
			cell: ({ reference, shown }) => (
				<span className="num whitespace-nowrap">
					{shown ? <TextLink to={`/review/${reference}`}>{reference}</TextLink> : reference}
				</span>
			),
		},
		{
			key: "business",
			head: m.review_column_business(),
			cell: ({ legalName, shown }) => (
				<>
					<span className="font-medium">{legalName}</span>
					{shown ? <span className="num block text-ink2 text-caption">{shown.taxCode}</span> : null}
				</>
			),
		},
		{
			key: "size",
			head: m.review_column_size(),
			cell: ({ shown }) => (shown ? sizeClassLabel(shown.sizeClass, locale) : "–"),
		},
		{
			key: "allowed",
			head: m.review_column_allowed(),
			number: true,
			cell: ({ shown }) => <ShownAmount closed={!shown} amountDong={shown?.amounts?.allowedDong ?? null} />,
		},
		{
			key: "approved",
			head: m.review_column_approved(),
			number: true,
			cell: ({ shown }) => (
				<ShownAmount
					closed={!shown || (shown.amounts !== null && shown.amounts.approvedDong === null)}
					amountDong={shown?.amounts?.approvedDong ?? null}
				/>
			),
		},
		{
			key: "decided",
			head: m.review_column_decided(),
			cell: ({ shown }) => <span className="num">{shown?.decidedAt ? formatDate(shown.decidedAt, locale) : "–"}</span>,
		},
		{
			key: "state",
			head: m.review_column_state(),
			cell: ({ shown }) => (shown ? <StateTag state={shown.state} /> : <LockedTag />),
		},
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

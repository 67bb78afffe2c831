import { Check, CheckCheck, Pencil, Send, Undo2 } from "lucide-react";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type FinanceCounts, FinanceTabs } from "../finance-tabs.tsx";
import type { BatchListRow } from "./batch-list.server.ts";

/** The batches, newest first, each with what it waits for. */
export function BatchListScreen({ batches, counts }: { batches: BatchListRow[]; counts: FinanceCounts }) {
	const locale = getLocale();
	const columns: Column<BatchListRow>[] = [
		{
			key: "reference",
			head: m.disbursement_column_batch(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/finance/batches/${reference}`}>{reference}</TextLink>
				</span>
			),
		},
		{
			key: "created",
			head: m.disbursement_column_created(),
			cell: ({ createdAt, createdByName }) => (
				<>
					<span className="num">{formatDate(createdAt, locale)}</span>, {createdByName}
				</>
			),
		},
		{ key: "count", head: m.disbursement_column_count(), number: true, cell: ({ count }) => count },
		{
			key: "amount",
			head: m.disbursement_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
		},
		{ key: "state", head: m.disbursement_column_state(), cell: (row) => <BatchTag row={row} /> },
	];
	return (
		<>
			<PageTitle>{m.disbursement_batches_title()}</PageTitle>
			<FinanceTabs current="batches" counts={counts} />
			<Panel>
				{batches.length === 0 ? (
					<EmptyState sentence={m.disbursement_batches_empty()} />
				) : (
					<DataTable
						caption={m.disbursement_batches_title()}
						captionHidden
						columns={columns}
						rows={batches}
						rowKey={({ reference }) => reference}
						rowTone={({ trouble }) => (trouble > 0 ? "red" : undefined)}
					/>
				)}
			</Panel>
		</>
	);
}

function BatchTag({ row: { releasedAt, exportedAt, trouble, paid, count } }: { row: BatchListRow }) {
	if (trouble > 0) {
		return (
			<Tag tone="red" icon={Undo2}>
				{m.disbursement_batch_trouble({ count: trouble })}
			</Tag>
		);
	}
	if (paid === count) {
		return (
			<Tag tone="green" icon={CheckCheck}>
				{m.disbursement_batch_paid()}
			</Tag>
		);
	}
	if (exportedAt) {
		return (
			<Tag tone="blue" icon={Send}>
				{m.disbursement_batch_sent({ paid, count })}
			</Tag>
		);
	}
	return releasedAt ? (
		<Tag tone="blue" icon={Check}>
			{m.disbursement_batch_released()}
		</Tag>
	) : (
		<Tag tone="yellow" icon={Pencil}>
			{m.disbursement_batch_made()}
		</Tag>
	);
}

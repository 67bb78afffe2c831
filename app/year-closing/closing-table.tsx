import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClosingRow } from "./closing-preview.server.ts";

/** By association: what lapses, what stays and what goes back; `isDone` says it of what was done. */
export function ClosingTable({ rows, isDone }: { rows: ClosingRow[]; isDone: boolean }) {
	const locale = getLocale();
	const title = isDone ? m.budget_closing_did() : m.budget_closing_if_now();
	const amount = (key: string, head: string, of: (row: ClosingRow) => bigint): Column<ClosingRow> => ({
		key,
		head,
		number: true,
		cell: (row) => formatDongPlain(of(row), locale),
		total: formatDongPlain(sumDong(rows.map(of)), locale),
	});
	const count = (key: string, head: string, of: (row: ClosingRow) => number): Column<ClosingRow> => ({
		key,
		head,
		number: true,
		cell: (row) => formatNumber(of(row), locale),
		total: formatNumber(
			rows.reduce((sum, row) => sum + of(row), 0),
			locale,
		),
	});
	const stays: Column<ClosingRow>[] = [
		count("stay-count", m.budget_column_stay_count(), ({ stayCount }) => stayCount ?? 0),
		amount("stay", m.budget_column_stay(), ({ stayDong }) => stayDong ?? 0n),
	];
	// Rarely: when a year is closed after the next one's money was allotted.
	const news = rows.some(({ newDong }) => (newDong ?? 0n) > 0n)
		? [amount("new", m.budget_column_new(), ({ newDong }) => newDong ?? 0n)]
		: [];
	const columns: Column<ClosingRow>[] = [
		{
			key: "association",
			head: m.budget_column_association(),
			rowHead: true,
			cell: ({ nameVi, nameEn }) => (locale === "vi" ? nameVi : nameEn),
			total: m.budget_closing_total(),
		},
		count(
			"lapse-count",
			isDone ? m.budget_column_lapsed_count() : m.budget_column_lapse_count(),
			({ lapseCount }) => lapseCount,
		),
		amount("lapse", isDone ? m.budget_column_lapsed() : m.budget_column_lapse(), ({ lapseDong }) => lapseDong),
		...(isDone ? [] : stays),
		...news,
		amount("return", m.budget_column_return(), ({ returnDong }) => returnDong),
	];
	return (
		<Panel title={title} sub={m.budget_closing_committed_stays()}>
			{rows.length === 0 ? (
				<EmptyState sentence={m.budget_closing_none()} />
			) : (
				<DataTable
					caption={title}
					captionHidden
					columns={columns}
					rows={rows}
					rowKey={({ associationId }) => associationId}
				/>
			)}
		</Panel>
	);
}

import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { BudgetChangeListRow } from "./budget-change-list.server.ts";
import { BudgetStateTag } from "./budget-state-tag.tsx";
import { budgetKindName, budgetRoute } from "./budget-text.ts";

/** Changes of budgets, each with what it moves, from where to where, and who proposed it. */
export function BudgetChangeTable({ caption, rows }: { caption: string; rows: BudgetChangeListRow[] }) {
	const locale = getLocale();
	const columns: Column<BudgetChangeListRow>[] = [
		{
			key: "reference",
			head: m.budget_column_reference(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/city/budget/${reference}`}>{reference}</TextLink>
				</span>
			),
		},
		{
			key: "what",
			head: m.budget_column_what(),
			cell: (row) => (
				<>
					{budgetKindName(row.kind, locale)}
					<span className="cell-sub">{budgetRoute(row, locale)}</span>
				</>
			),
		},
		{
			key: "programme",
			head: m.budget_column_programme(),
			cell: ({ programmeVi, programmeEn }) => (locale === "vi" ? programmeVi : programmeEn),
		},
		{
			key: "amount",
			head: m.budget_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
		},
		{
			key: "proposed",
			head: m.budget_column_proposed(),
			cell: ({ proposedAt, proposedByName }) => (
				<>
					<span className="num">{formatDate(proposedAt, locale)}</span>, {proposedByName}
				</>
			),
		},
		{ key: "state", head: m.budget_column_state(), cell: ({ state }) => <BudgetStateTag state={state} /> },
	];
	return (
		<DataTable caption={caption} captionHidden columns={columns} rows={rows} rowKey={({ reference }) => reference} />
	);
}

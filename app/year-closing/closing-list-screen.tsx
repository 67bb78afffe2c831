import { ProposeLink } from "#app/funding/budget/budget-screen.tsx";
import { BudgetTabs } from "#app/funding/budget/budget-tabs.tsx";
import type { Actor } from "#app/house/access.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClosingListRow } from "./closing-list.server.ts";
import { ClosingStateTag } from "./closing-state-tag.tsx";

/** The closings of years, the newest proposal first. */
export function ClosingListScreen({ closings, actor }: { closings: ClosingListRow[]; actor: Actor }) {
	return (
		<>
			<PageTitle
				lead={m.budget_closings_lead()}
				action={
					<ProposeLink actor={actor} to="/city/budget/closings/new">
						{m.budget_closing_propose()}
					</ProposeLink>
				}
			>
				{m.budget_closings_title()}
			</PageTitle>
			<BudgetTabs current="closings" />
			<Panel>
				{closings.length === 0 ? (
					<EmptyState sentence={m.budget_closings_none()} />
				) : (
					<ClosingListTable closings={closings} caption={m.budget_closings_title()} />
				)}
			</Panel>
		</>
	);
}

/** Closings that wait for a second person, where the budget is read; nothing where none does. */
export function PendingClosings({ closings }: { closings: ClosingListRow[] }) {
	if (closings.length === 0) return null;
	const title = m.budget_closings_pending({ count: closings.length });
	return (
		<Panel title={title}>
			<ClosingListTable closings={closings} caption={title} />
		</Panel>
	);
}

function ClosingListTable({ closings, caption }: { closings: ClosingListRow[]; caption: string }) {
	const locale = getLocale();
	const columns: Column<ClosingListRow>[] = [
		{
			key: "reference",
			head: m.budget_column_reference(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/city/budget/closings/${reference}`}>{reference}</TextLink>
				</span>
			),
		},
		{
			key: "programme",
			head: m.budget_column_programme(),
			cell: ({ programmeVi, programmeEn }) => (locale === "vi" ? programmeVi : programmeEn),
		},
		{ key: "year", head: m.budget_column_year(), cell: ({ year }) => <span className="num">{year}</span> },
		{
			key: "proposed",
			head: m.budget_column_proposed(),
			cell: ({ proposedAt, proposedByName }) => (
				<>
					<span className="num">{formatDate(proposedAt, locale)}</span>, {proposedByName}
				</>
			),
		},
		{
			key: "returned",
			head: m.budget_column_returned(),
			number: true,
			cell: ({ returnedDong }) => (returnedDong === null ? "–" : formatDongPlain(returnedDong, locale)),
		},
		{ key: "state", head: m.budget_column_state(), cell: ({ state }) => <ClosingStateTag state={state} /> },
	];
	return (
		<DataTable
			caption={caption}
			captionHidden
			columns={columns}
			rows={closings}
			rowKey={({ reference }) => reference}
		/>
	);
}

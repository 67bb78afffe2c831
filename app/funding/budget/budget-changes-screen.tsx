import type { Actor } from "#app/house/access.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import type { BudgetChangeList } from "./budget-change-list.server.ts";
import { BudgetChangeTable } from "./budget-change-table.tsx";
import { ProposeLink } from "./budget-screen.tsx";
import { BudgetTabs } from "./budget-tabs.tsx";

/** All changes of budgets there were, the newest proposal first. */
export function BudgetChangesScreen({ list, actor }: { list: BudgetChangeList; actor: Actor }) {
	const { rows, total, page, pages } = list;
	const summary = m.budget_changes_count({ count: total });
	return (
		<>
			<PageTitle
				action={
					<ProposeLink actor={actor} to="/city/budget/new">
						{m.budget_propose()}
					</ProposeLink>
				}
			>
				{m.budget_changes_title()}
			</PageTitle>
			<BudgetTabs current="changes" />
			<Panel>
				{rows.length === 0 ? (
					<EmptyState sentence={m.budget_changes_none()} />
				) : (
					<>
						<BudgetChangeTable caption={m.budget_changes_title()} rows={rows} />
						<Pagination page={page} pages={pages} hrefFor={(shown) => `?page=${shown}`} summary={summary} />
					</>
				)}
			</Panel>
		</>
	);
}

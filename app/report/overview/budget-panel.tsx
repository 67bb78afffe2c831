import { formatDongPlain, formatDongShort } from "#app/kernel/dong.ts";
import { BudgetBar } from "#app/ui/charts/budget-bar.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ProgrammeBudget } from "./budget.server.ts";
import { HowCounted } from "./how-counted-link.tsx";

/** What is not promised to anybody yet. */
export function freeOf({ availableDong, unallottedDong }: ProgrammeBudget): bigint {
	return availableDong + unallottedDong;
}

/** One bar that adds up to the budget, and what of it is promised. */
export function BudgetPanel({ budget }: { budget: ProgrammeBudget }) {
	const locale = getLocale();
	const { budgetDong } = budget;
	const part = <Look extends string>(look: Look, label: string, amountDong: bigint) => ({
		look,
		label,
		amount: formatDongPlain(amountDong, locale),
		// A share is for drawing only; ten thousandths are finer than a pixel.
		share: budgetDong > 0n ? Number((amountDong * 10_000n) / budgetDong) / 10_000 : 0,
	});
	const promisedDong = budgetDong - freeOf(budget);
	const title = m.report_overview_budget_title({
		promised: formatDongShort(promisedDong, locale),
		budget: formatDongShort(budgetDong, locale),
	});
	return (
		<Panel title={title} action={<HowCounted anchor="budget" />}>
			<BudgetBar
				label={title}
				parts={[
					part("paid", m.report_overview_budget_paid(), budget.paidDong),
					part("signed", m.report_overview_budget_signed(), budget.signedDong),
					part("reserved", m.report_overview_budget_reserved(), budget.reservedDong),
					part("free", m.report_overview_budget_available(), budget.availableDong),
					part("unassigned", m.report_overview_budget_unallotted(), budget.unallottedDong),
				]}
				total={{ label: m.report_overview_budget_total(), amount: formatDongPlain(budgetDong, locale) }}
			/>
		</Panel>
	);
}

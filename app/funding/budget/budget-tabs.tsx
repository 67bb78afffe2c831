import { Tabs } from "#app/ui/parts/tabs.tsx";
import { m } from "#messages/messages.js";

/** The views of the budget. */
export function BudgetTabs({ current }: { current: "programmes" | "changes" | "closings" }) {
	return (
		<Tabs
			label={m.budget_tabs()}
			tabs={[
				{ href: "/city/budget", label: m.budget_tab_programmes(), current: current === "programmes" },
				{ href: "/city/budget/changes", label: m.budget_tab_changes(), current: current === "changes" },
				{ href: "/city/budget/closings", label: m.budget_tab_closings(), current: current === "closings" },
			]}
		/>
	);
}

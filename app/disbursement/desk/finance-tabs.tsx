import { Tabs } from "#app/ui/tabs.tsx";
import { m } from "#messages/messages.js";

/** The two views of the finance desk. */
export function FinanceTabs({
	current,
	counts,
}: {
	current: "due" | "batches";
	counts: { due: number; open: number };
}) {
	return (
		<Tabs
			label={m.disbursement_tabs()}
			tabs={[
				{ href: "/finance", label: m.disbursement_tab_due(), count: counts.due, current: current === "due" },
				{
					href: "/finance/batches",
					label: m.disbursement_tab_batches(),
					count: counts.open,
					current: current === "batches",
				},
			]}
		/>
	);
}

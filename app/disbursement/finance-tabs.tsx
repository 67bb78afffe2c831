import { Tabs } from "#app/ui/parts/tabs.tsx";
import { m } from "#messages/messages.js";

/**
 * How many claims wait to be paid, batches are under way, lines of the bank and corrections wait for a person, recoveries
 * are not over.
 */
export type FinanceCounts = { due: number; open: number; tasks: number; recoveries: number; corrections: number };

/** The views of the finance desk. */
export function FinanceTabs({
	current,
	counts,
}: {
	current: "due" | "batches" | "answers" | "recoveries" | "statements" | "corrections";
	counts: FinanceCounts;
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
				{
					href: "/finance/answers",
					label: m.bank_answer_tab(),
					count: counts.tasks,
					current: current === "answers",
				},
				{
					href: "/finance/recoveries",
					label: m.disbursement_tab_recoveries(),
					count: counts.recoveries,
					current: current === "recoveries",
				},
				{ href: "/finance/statements", label: m.disbursement_tab_statements(), current: current === "statements" },
				{
					href: "/finance/corrections",
					label: m.correction_tab(),
					count: counts.corrections,
					current: current === "corrections",
				},
			]}
		/>
	);
}

import type { Actor } from "#app/house/access.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { BudgetChangePage } from "./budget-change-page.server.ts";
import { budgetKindName, budgetRoute } from "./budget-text.ts";
import { ProposalStep, type Step } from "./proposal-step.tsx";

type Props = { step: Step; change: BudgetChangePage; actor: Actor };

/** Asks once more about a change of the budget: how much of what kind, and from where to where. */
export function BudgetChangeStep({ step, change, actor }: Props) {
	const locale = getLocale();
	const { kind, amountDong, reference } = change;
	return (
		<ProposalStep step={step} proposal={change} actor={actor} back={`/city/budget/${reference}`}>
			<p>{m.budget_step_what({ kind: budgetKindName(kind, locale), amount: formatDong(amountDong, locale) })}</p>
			<p>{budgetRoute(change, locale)}</p>
		</ProposalStep>
	);
}

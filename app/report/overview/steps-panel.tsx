import { formatNumber } from "#app/kernel/number.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { Funnel } from "#app/ui/charts/funnel.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { HowCounted } from "./how-counted-link.tsx";
import type { Steps } from "./steps.server.ts";

const labels = {
	started: m.report_overview_step_started,
	submitted: m.report_overview_step_submitted,
	answered: m.report_overview_step_answered,
	approved: m.report_overview_step_approved,
	agreed: m.report_overview_step_agreed,
	claimed: m.report_overview_step_claimed,
	paid: m.report_overview_step_paid,
	completed: m.report_overview_step_completed,
} satisfies Record<keyof Steps, unknown>;

type Step = { name: keyof Steps; count: number; percent: number | null };

function withShares(steps: Steps): Step[] {
	const entries = Object.entries(steps) as [keyof Steps, number][];
	return entries.map(([name, count], at) => {
		const before = entries[at - 1]?.[1];
		return { name, count, percent: before ? Math.round((count / before) * 100) : null };
	});
}

/** The step that loses most; not told of a handful of applications. */
function worstOf(steps: readonly Step[]): Step | null {
	const judged = steps.filter(({ percent }, at) => percent !== null && (steps[at - 1]?.count ?? 0) >= SMALLEST_GROUP);
	return judged.reduce<Step | null>(
		(worst, step) => (worst === null || (step.percent ?? 100) < (worst.percent ?? 100) ? step : worst),
		null,
	);
}

/** The finding: how many of those that have an answer were approved, where more than a handful have one. */
function titleOf({ answered, approved }: Steps): string {
	if (answered < SMALLEST_GROUP) return m.report_overview_steps_title_few();
	return m.report_overview_steps_title({ approved: Math.round((approved / answered) * 100) });
}

/** How far applications came in the programme. */
export function StepsPanel({ steps }: { steps: Steps }) {
	const locale = getLocale();
	const shown = withShares(steps);
	const worst = worstOf(shown);
	const said = shown.map(({ name, count }) => `${labels[name]()}: ${formatNumber(count, locale)}`).join(", ");
	return (
		<Panel title={titleOf(steps)} sub={m.report_overview_steps_sub()} action={<HowCounted anchor="steps" />}>
			<Funnel
				label={said}
				steps={shown.map(({ name, count, percent }) => ({
					label: labels[name](),
					count,
					value: formatNumber(count, locale),
					share:
						percent === null
							? undefined
							: name === worst?.name
								? m.report_overview_steps_worst({ percent })
								: `${percent}%`,
					worst: name === worst?.name,
				}))}
			/>
		</Panel>
	);
}

import { formatNumber } from "#app/kernel/number.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { Funnel } from "#app/ui/funnel.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { HowCounted } from "./how-counted-link.tsx";
import type { Steps } from "./steps.server.ts";

const labels = {
	registered: m.report_overview_step_registered,
	assessed: m.report_overview_step_assessed,
	submitted: m.report_overview_step_submitted,
	approved: m.report_overview_step_approved,
	agreed: m.report_overview_step_agreed,
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

/** The step that loses most; not told of a handful of businesses. */
function worstOf(steps: readonly Step[]): Step | null {
	const judged = steps.filter(({ percent }, at) => percent !== null && (steps[at - 1]?.count ?? 0) >= SMALLEST_GROUP);
	return judged.reduce<Step | null>(
		(worst, step) => (worst === null || (step.percent ?? 100) < (worst.percent ?? 100) ? step : worst),
		null,
	);
}

/** How far businesses came in the programme. */
export function StepsPanel({ steps }: { steps: Steps }) {
	const locale = getLocale();
	const shown = withShares(steps);
	const worst = worstOf(shown);
	const title = worst
		? m.report_overview_steps_title({ step: labels[worst.name]() })
		: m.report_overview_steps_title_few();
	const said = shown.map(({ name, count }) => `${labels[name]()}: ${formatNumber(count, locale)}`).join(", ");
	return (
		<Panel title={title} sub={m.report_overview_steps_sub()} action={<HowCounted anchor="steps" />}>
			<Funnel
				label={said}
				steps={shown.map(({ name, count, percent }) => ({
					label: labels[name](),
					count,
					value: formatNumber(count, locale),
					share: percent === null ? undefined : `${percent}%`,
					worst: name === worst?.name,
				}))}
			/>
		</Panel>
	);
}

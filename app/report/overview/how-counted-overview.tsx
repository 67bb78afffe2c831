import { ownValue } from "#app/kernel/own-value.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";

/** Where the sections below stand on the page of how things are counted. */
export function overviewContents() {
	return [
		{ id: "budget", title: m.report_overview_counted_budget() },
		{ id: "steps", title: m.report_overview_counted_steps() },
		{ id: "helped", title: m.report_overview_helped_title() },
		{ id: "attention", title: m.report_overview_attention_title() },
		{ id: "open-data", title: m.report_overview_counted_open_data() },
	];
}

/** How the figures of the city's overview and of the open data are counted. */
export function OverviewCounted() {
	const texts: Record<string, string[]> = {
		budget: [m.report_overview_counted_budget_text(), m.report_overview_counted_budget_adds_up()],
		steps: [m.report_overview_counted_steps_text()],
		helped: [m.report_overview_counted_helped_text()],
		attention: [m.report_overview_counted_attention_text()],
		"open-data": [
			m.report_overview_counted_open_data_text(),
			m.report_overview_counted_open_data_small({ smallest: SMALLEST_GROUP }),
		],
	};
	return (
		<>
			{overviewContents().map(({ id, title }) => (
				<Section key={id} anchor={id} title={title}>
					{ownValue(texts, id)?.map((text) => (
						<p key={text} className="mt-4">
							{text}
						</p>
					))}
				</Section>
			))}
		</>
	);
}

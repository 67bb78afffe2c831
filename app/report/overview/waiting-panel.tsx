import { briefAssociationName } from "#app/association/association-name.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { RangeDots } from "#app/ui/charts/range-dots.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { HowCounted } from "./how-counted-link.tsx";
import type { Waiting } from "./waiting.server.ts";

const TICK_DAYS = 5;

/** Working days until an answer, by association: the median and the middle 80 %. Small groups are counted, not drawn. */
export function WaitingPanel({ waiting, limitDays }: { waiting: Waiting; limitDays: number | null }) {
	const { all, associations, small } = waiting;
	const locale = getLocale();
	const highest = Math.max(limitDays ?? 0, ...associations.map(({ spread }) => spread.high));
	const max = Math.ceil((highest + 1) / TICK_DAYS) * TICK_DAYS;
	const ticks = Array.from({ length: max / TICK_DAYS + 1 }, (_, at) => at * TICK_DAYS);
	const rows = associations.map(({ association, spread }) => ({
		label: briefAssociationName(association, locale),
		low: spread.low,
		middle: spread.median,
		high: spread.high,
		value: String(spread.median),
	}));
	return (
		<Panel
			title={all ? m.report_overview_waiting_title({ days: all.median }) : m.report_overview_waiting_title_few()}
			sub={all ? m.report_overview_waiting_sub() : m.report_overview_waiting_few({ smallest: SMALLEST_GROUP })}
			action={<HowCounted anchor="waiting" />}
		>
			{rows.length > 0 ? (
				<RangeDots
					label={rows
						.map(({ label, value }) => m.report_overview_waiting_said({ name: label, days: value }))
						.join("; ")}
					rows={rows}
					max={max}
					ticks={ticks}
					limit={
						limitDays === null
							? undefined
							: { at: limitDays, label: m.report_overview_waiting_limit({ days: limitDays }) }
					}
				/>
			) : null}
			{small.length > 0 ? (
				<p className="mt-3 text-caption text-ink2">
					{m.report_overview_waiting_small({ count: small.length, smallest: SMALLEST_GROUP })}
				</p>
			) : null}
		</Panel>
	);
}

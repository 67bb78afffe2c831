import { formatDongShort } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate, formatTime } from "#app/kernel/plain-date.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { FigureRow } from "#app/ui/parts/figure-row.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { PublicFigures } from "./public-figures.server.ts";

/** What the service has done so far, with the moment of the reading and how each figure is counted. */
export function PublicFigureRow({ figures }: { figures: PublicFigures }) {
	const locale = getLocale();
	const { at, waiting } = figures;
	const how = (anchor: string) => ({ href: `/how-counted#${anchor}`, label: m.home_how_counted() });
	return (
		<>
			<p className="mb-2 text-caption text-ink2">
				{m.home_figures_at({ time: formatTime(at), date: formatDate(at, locale) })}
			</p>
			<FigureRow
				figures={[
					{
						value: formatNumber(figures.approvedBusinesses, locale),
						label: m.home_figure_approved({ count: figures.approvedBusinesses }),
						how: how("approved"),
					},
					{
						value: formatDongShort(figures.paidDong, locale),
						label: m.home_figure_paid({ budget: formatDongShort(figures.budgetDong, locale) }),
						how: how("paid"),
					},
					waiting
						? {
								value: m.home_figure_days({ days: waiting.median }),
								label: m.home_figure_waiting({ low: waiting.low, high: waiting.high }),
								how: how("waiting"),
							}
						: {
								value: m.home_figure_waiting_unknown(),
								label: m.home_figure_waiting_few({ smallest: SMALLEST_GROUP }),
								how: how("waiting"),
							},
				]}
			/>
		</>
	);
}

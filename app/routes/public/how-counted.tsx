import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { type HowCountedPage, howCountedPage } from "#app/report/how-counted-page.server.ts";
import {
	AmountsCounted,
	FiguresCounted,
	PriorityCounted,
	ScoringCounted,
	SizeCounted,
	SmallGroupsCounted,
} from "#app/report/how-counted-sections.tsx";
import { OverviewCounted, overviewContents } from "#app/report/overview/how-counted-overview.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export const meta: MetaFunction = () => [{ title: `${m.counted_title()} – ${m.house_app_name()}` }];

export function loader(): Promise<HowCountedPage> {
	return howCountedPage(db, now());
}

export default function HowCounted() {
	const { rules, scoring } = useLoaderData<typeof loader>();
	const contents = [
		...(rules
			? [
					{ id: "amounts", title: m.counted_amounts_title() },
					{ id: "size-class", title: m.counted_size_title() },
					{ id: "priority", title: m.counted_priority_title() },
				]
			: []),
		{ id: "approved", title: m.counted_approved_title() },
		{ id: "paid", title: m.counted_paid_title() },
		{ id: "waiting", title: m.counted_waiting_title() },
		...overviewContents(),
		{ id: "level", title: m.counted_level_title() },
		{ id: "small-groups", title: m.counted_small_title({ smallest: SMALLEST_GROUP }) },
	];
	return (
		<>
			<PageTitle lead={m.counted_lead()}>{m.counted_title()}</PageTitle>
			<nav aria-label={m.counted_contents()}>
				<ul>
					{contents.map(({ id, title }) => (
						<li key={id}>
							<a href={`#${id}`} className="inline-flex min-h-11 items-center">
								{title}
							</a>
						</li>
					))}
				</ul>
			</nav>
			{rules ? (
				<>
					<AmountsCounted rules={rules} />
					<SizeCounted rules={rules} />
					<PriorityCounted rules={rules} />
				</>
			) : null}
			<FiguresCounted answerWorkingDays={rules?.answerWorkingDays ?? null} />
			<OverviewCounted />
			<ScoringCounted scoring={scoring} />
			<SmallGroupsCounted />
		</>
	);
}

import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { SupportAmountsPanel } from "#app/check/support-amounts-panel.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { FiveSteps } from "#app/report/five-steps.tsx";
import { type HomePage, homePage } from "#app/report/home-page.server.ts";
import { PublicFigureRow } from "#app/report/public-figure-row.tsx";
import { LevelRow } from "#app/ui/charts/level-tile.tsx";
import { Door } from "#app/ui/parts/door.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Hero } from "#app/ui/shells/hero.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { fullWidth: true, scripts: false };

export const meta: MetaFunction = () => [
	{ title: `${m.house_app_name()} – ${m.home_meta_title()}` },
	{ name: "description", content: m.home_lead() },
];

export function loader(): Promise<HomePage> {
	return homePage(db, now());
}

export default function Home() {
	const { open, next, figures, questionCount, levels } = useLoaderData<typeof loader>();
	const locale = getLocale();
	const assessFact = open?.assessmentNeeded ? m.home_door_assess_fact_needed : m.home_door_assess_fact;
	const percent = open?.amounts.topRatePercent ?? 50;
	return (
		<>
			<Hero aside={open ? <SupportAmountsPanel {...open} /> : <ClosedPanel next={next} />}>
				<h1 className="type-display">{percent === 50 ? m.home_title_half() : m.home_title_percent({ percent })}</h1>
				<p className="mt-4 mb-6 md:text-lead">{m.home_lead()}</p>
				<div className="flex flex-col gap-3">
					<Door to="/assess" title={m.home_door_assess()} fact={assessFact({ count: questionCount })} />
					<Door to="/check" title={m.home_door_check()} fact={m.home_door_check_fact()} outline />
				</div>
			</Hero>
			<div className="border-line border-b">
				<div className="column py-5">
					<PublicFigureRow figures={figures} />
				</div>
			</div>
			<div className="column pt-8 pb-10 md:pt-12">
				<FiveSteps questionCount={questionCount} answerWorkingDays={open?.answerWorkingDays ?? null} />
				<div className="md:grid md:grid-cols-[2fr_1fr] md:gap-12">
					<section aria-labelledby="levels" className="mt-10">
						<h2 id="levels" className="type-h2 mb-4">
							{m.home_levels_title()}
						</h2>
						<LevelRow names={levels.map((level) => level[locale])} />
					</section>
					<section aria-labelledby="who" className="mt-10">
						<h2 id="who" className="type-h2 mb-4">
							{m.home_who_title()}
						</h2>
						<p>{m.home_who_text({ count: figures.associations })}</p>
						<p className="mt-2">
							<Link to="/money">{m.home_who_money()}</Link>
							<br />
							<Link to="/verify">{m.home_who_verify()}</Link>
						</p>
					</section>
				</div>
			</div>
		</>
	);
}

/** In place of the amounts while nothing can be applied for. */
function ClosedPanel({ next }: Pick<HomePage, "next">) {
	const locale = getLocale();
	return (
		<Panel rule="green" title={m.check_none_title()}>
			<p>
				{next
					? m.check_none_next({
							name: locale === "vi" ? next.nameVi : next.nameEn,
							opensOn: formatDate(next.opensOn, locale),
							closesOn: formatDate(next.closesOn, locale),
						})
					: m.check_none_unknown()}
			</p>
		</Panel>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { missingYear } from "#app/application/working-days/working-days-page.server.ts";
import { MissingYear } from "#app/application/working-days/working-days-screen.tsx";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { formatDongShort } from "#app/kernel/dong.ts";
import { formatDate, formatTime } from "#app/kernel/plain-date.ts";
import { AttentionPanel } from "#app/report/overview/attention-panel.tsx";
import { BudgetPanel, freeOf } from "#app/report/overview/budget-panel.tsx";
import { HelpedPanel } from "#app/report/overview/helped-panel.tsx";
import { cityOverview } from "#app/report/overview/overview-page.server.ts";
import { StepsPanel } from "#app/report/overview/steps-panel.tsx";
import { WaitingPanel } from "#app/report/overview/waiting-panel.tsx";
import { DeskTurns } from "#app/turn/desk-turns.tsx";
import { deskTurns } from "#app/turn/staff-files.server.ts";
import { Button, ButtonLink } from "#app/ui/parts/button.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Select } from "#app/ui/parts/inputs.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.house_nav_overview()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "programme_officer", "auditor", "administrator");
	const overview = await cityOverview(db, now(), new URL(request.url).searchParams.get("programme"));
	const turns = await deskTurns(db, actor, "programme_officer", now());
	return {
		...overview,
		turns,
		toEnter: await missingYear(db, now()),
		doors: await doorsIn(db, actor, [overview.shown?.attention, turns]),
	};
}

export default function Overview() {
	const { at, programmes, shown, turns, toEnter } = useLoaderData<typeof loader>();
	const locale = getLocale();
	if (!shown) {
		return (
			<>
				<PageTitle>{m.house_nav_overview()}</PageTitle>
				<Panel>
					<EmptyState sentence={m.report_overview_no_programme()} />
				</Panel>
			</>
		);
	}
	const { programme } = shown;
	const name = (of: { nameVi: string; nameEn: string }) => (locale === "vi" ? of.nameVi : of.nameEn);
	return (
		<>
			<PageTitle
				lead={m.report_overview_lead({
					programme: name(programme),
					time: formatTime(at),
					date: formatDate(at, locale),
				})}
				action={
					<div className="flex flex-wrap items-center justify-between gap-3 basis-full">
						{programmes.length > 1 ? (
							<Form
								method="get"
								className="flex max-w-full grow basis-full items-center gap-3 md:max-w-[34rem] md:basis-0"
							>
								<Select
									small
									width="full"
									name="programme"
									key={programme.id}
									defaultValue={programme.id}
									aria-label={m.report_filter_programme()}
								>
									{programmes.map((each) => (
										<option key={each.id} value={each.id}>
											{each.isMain ? m.report_overview_main({ programme: name(each) }) : name(each)}
										</option>
									))}
								</Select>
								<Button small look="secondary">
									{m.report_overview_show()}
								</Button>
							</Form>
						) : null}
						<ButtonLink small to={`/city/report?programme=${encodeURIComponent(programme.id)}`}>
							{m.report_overview_report()}
						</ButtonLink>
					</div>
				}
			>
				{m.report_overview_title({ free: formatDongShort(freeOf(shown.budget), locale) })}
			</PageTitle>
			{turns.length > 0 ? <DeskTurns turns={turns} /> : null}
			<div className="grid gap-4 lg:grid-cols-2">
				{toEnter ? (
					<div className="lg:col-span-2">
						<MissingYear toEnter={toEnter} />
					</div>
				) : null}
				<div className="lg:col-span-2">
					<BudgetPanel budget={shown.budget} />
				</div>
				<StepsPanel steps={shown.steps} />
				<WaitingPanel waiting={shown.waiting} limitDays={shown.answerWorkingDays} />
				<AttentionPanel rows={shown.attention} />
				<HelpedPanel helped={shown.helped} />
			</div>
		</>
	);
}

import { Link } from "@remix-run/react";
import { ProposeLink } from "#app/funding/budget/budget-screen.tsx";
import { BudgetStateTag } from "#app/funding/budget/budget-state-tag.tsx";
import type { Actor } from "#app/house/access.ts";
import { formatDate, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { canManageProgrammes } from "#app/programme/programme.access.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { HolidayChangeRow } from "./holiday-changes.server.ts";
import { daysInWords, holidayKindName } from "./holiday-words.ts";
import type { DayRow, WorkingDaysPage } from "./working-days-page.server.ts";

/** The days of a year that are not what their weekday says, each with its document, and the changes that wait. */
export function WorkingDaysScreen({ page, actor }: { page: WorkingDaysPage; actor: Actor }) {
	const { year, years, days, toEnter, pending, ended } = page;
	const worked = days.filter(({ isWorked }) => isWorked).length;
	return (
		<>
			<PageTitle
				lead={m.holiday_lead()}
				action={
					<ProposeLink actor={actor} to="/city/working-days/new">
						{m.holiday_propose()}
					</ProposeLink>
				}
			>
				{m.holiday_title()}
			</PageTitle>
			<div className="grid gap-4">
				{toEnter ? <MissingYear toEnter={toEnter} /> : null}
				{pending.length > 0 ? <Changes title={m.holiday_pending({ count: pending.length })} changes={pending} /> : null}
				<div>
					<Tabs
						label={m.holiday_years()}
						tabs={years.map((each) => ({ href: `?year=${each}`, label: String(each), current: each === year }))}
					/>
					<Panel title={m.holiday_year_title({ year, off: days.length - worked, worked })}>
						{days.length === 0 ? (
							<EmptyState sentence={m.holiday_none({ year })} />
						) : (
							<Days page={page} mayChange={canManageProgrammes(actor).allowed} />
						)}
					</Panel>
				</div>
				{ended.length > 0 ? <Changes title={m.holiday_ended()} changes={ended} /> : null}
			</div>
		</>
	);
}

/** Says that the next year's days off are to be entered; where the city is led from, too. */
export function MissingYear({ toEnter: { year, standing } }: { toEnter: NonNullable<WorkingDaysPage["toEnter"]> }) {
	const isMissing = standing === "missing";
	return (
		<Notice tone="yellow" title={isMissing ? m.holiday_missing({ year }) : m.holiday_expected({ year })}>
			{isMissing ? m.holiday_missing_text({ year }) : m.holiday_expected_text()}{" "}
			<Link to={`/city/working-days?year=${year}`}>{m.holiday_see({ year })}</Link>
		</Notice>
	);
}

function Days({ page: { days, year, today }, mayChange }: { page: WorkingDaysPage; mayChange: boolean }) {
	const locale = getLocale();
	const title = m.holiday_year_title({
		year,
		off: days.filter(({ isWorked }) => !isWorked).length,
		worked: days.filter(({ isWorked }) => isWorked).length,
	});
	const columns: Column<DayRow>[] = [
		{
			key: "date",
			head: m.holiday_column_date(),
			rowHead: true,
			cell: ({ onDate }) => <span className="num">{formatDateWithWeekday(onDate, locale)}</span>,
		},
		{
			key: "kind",
			head: m.holiday_column_kind(),
			cell: ({ isWorked }) => holidayKindName(isWorked ? "worked" : "off", locale),
		},
		{
			key: "name",
			head: m.holiday_column_name(),
			cell: ({ nameVi, nameEn }) => (locale === "vi" ? nameVi : nameEn),
		},
		{ key: "source", head: m.holiday_column_source(), cell: ({ source }) => source || m.holiday_source_none() },
	];
	const change: Column<DayRow> = {
		key: "change",
		head: m.holiday_column_change(),
		cell: ({ onDate }) =>
			onDate < today ? null : (
				<TextLink to={`/city/working-days/new?ordinary=${onDate}`}>
					{m.holiday_kind_ordinary()}
					<span className="sr-only"> {formatDate(onDate, locale)}</span>
				</TextLink>
			),
	};
	return (
		<DataTable
			caption={title}
			captionHidden
			columns={mayChange && days.some(({ onDate }) => onDate >= today) ? [...columns, change] : columns}
			rows={days}
			rowKey={({ onDate }) => onDate}
		/>
	);
}

function Changes({ title, changes }: { title: string; changes: HolidayChangeRow[] }) {
	const locale = getLocale();
	const columns: Column<HolidayChangeRow>[] = [
		{
			key: "reference",
			head: m.holiday_column_reference(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/city/working-days/${reference}`}>{reference}</TextLink>
				</span>
			),
		},
		{
			key: "days",
			head: m.holiday_column_days(),
			cell: (change) => (
				<>
					{daysInWords(change, locale)}
					<span className="cell-sub">
						{[holidayKindName(change.kind, locale), locale === "vi" ? change.nameVi : change.nameEn]
							.filter(Boolean)
							.join(", ")}
					</span>
				</>
			),
		},
		{ key: "state", head: m.holiday_column_state(), cell: ({ state }) => <BudgetStateTag state={state} /> },
		{
			key: "proposed",
			head: m.holiday_column_proposed(),
			cell: ({ proposedAt, proposedByName }) => (
				<>
					{proposedByName}
					<span className="cell-sub">{formatDate(proposedAt, locale)}</span>
				</>
			),
		},
	];
	return (
		<Panel title={title}>
			<DataTable caption={title} captionHidden columns={columns} rows={changes} rowKey={({ reference }) => reference} />
		</Panel>
	);
}

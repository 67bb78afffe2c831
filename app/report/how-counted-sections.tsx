import { sectorGroupName, sizeClassLabel } from "#app/business/size-class-text.ts";
import { rateSentence, SupportAmountsTable } from "#app/check/support-amounts-panel.tsx";
import { formatDongShort } from "#app/kernel/dong.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { HowCountedPage } from "./how-counted-page.server.ts";

type Rules = NonNullable<HowCountedPage["rules"]>;

function Source({ of }: { of: LegalReference | undefined }) {
	return of ? <LegalSource href={of.url ?? undefined}>{of[getLocale()]}</LegalSource> : null;
}

/** What can be got at most, of every item. */
export function AmountsCounted({ rules: { amounts, programme } }: { rules: Rules }) {
	return (
		<Section anchor="amounts" title={m.counted_amounts_title()} sub={programme[getLocale()]}>
			<p className="mt-4">{rateSentence(amounts)}</p>
			<SupportAmountsTable amounts={amounts} narrow="list" />
			<p className="mt-3">{m.counted_amounts_text()}</p>
			<Source of={amounts.items[0]?.legalReference} />
		</Section>
	);
}

/** Which size a business has, by sector group. */
export function SizeCounted({ rules: { sizes } }: { rules: Rules }) {
	const locale = getLocale();
	return (
		<Section anchor="size-class" title={m.counted_size_title()}>
			<p className="my-4">{m.counted_size_text()}</p>
			<DataTable
				caption={m.counted_size_caption()}
				captionHidden
				narrow="list"
				columns={[
					{
						key: "size",
						head: m.check_amounts_size(),
						cell: (row) => sizeClassLabel(row.sizeClass, locale),
						rowHead: true,
					},
					{ key: "sector", head: m.counted_size_sector(), cell: (row) => sectorGroupName(row.sectorGroup, locale) },
					{
						key: "employees",
						head: m.counted_size_employees(),
						cell: (row) => formatNumber(row.employees, locale),
						number: true,
					},
					{
						key: "revenue",
						head: m.counted_size_revenue(),
						cell: (row) => formatDongShort(row.revenueDong, locale),
						number: true,
					},
					{
						key: "capital",
						head: m.counted_size_capital(),
						cell: (row) => formatDongShort(row.capitalDong, locale),
						number: true,
					},
				]}
				rows={sizes.rows}
				rowKey={(row) => `${row.sizeClass} ${row.sectorGroup}`}
			/>
			<p className="mt-3">{m.counted_size_figures()}</p>
			<Source of={sizes.legalReference} />
		</Section>
	);
}

/** Who is reviewed first among applications that arrive together. */
export function PriorityCounted({ rules: { priority } }: { rules: Rules }) {
	return (
		<Section anchor="priority" title={m.counted_priority_title()}>
			<p className="mt-4">{m.counted_priority_text()}</p>
			<ul className="my-2 list-disc pl-5">
				<li>{m.counted_priority_women_owned()}</li>
				{priority.manyWomen.map(({ fromEmployees: from, atLeastPercent: percent }) => (
					<li key={from}>
						{from === 0
							? m.counted_priority_many_women({ percent })
							: m.counted_priority_many_women_from({ percent, from })}
					</li>
				))}
				<li>{m.counted_priority_social()}</li>
			</ul>
			<Source of={priority.legalReference} />
		</Section>
	);
}

/** The three figures of the home page. */
export function FiguresCounted({ answerWorkingDays }: { answerWorkingDays: number | null }) {
	return (
		<>
			<Section anchor="approved" title={m.counted_approved_title()}>
				<p className="mt-4">{m.counted_approved_text()}</p>
			</Section>
			<Section anchor="paid" title={m.counted_paid_title()}>
				<p className="mt-4">{m.counted_paid_text()}</p>
			</Section>
			<Section anchor="waiting" title={m.counted_waiting_title()}>
				<p className="mt-4">{m.counted_waiting_text()}</p>
				<p className="mt-2">{m.counted_waiting_spread({ smallest: SMALLEST_GROUP })}</p>
				{answerWorkingDays === null ? null : (
					<p className="mt-2">{m.counted_waiting_limit({ days: answerWorkingDays })}</p>
				)}
			</Section>
		</>
	);
}

/** From answers to points, from points to levels. */
export function ScoringCounted({ scoring }: Pick<HowCountedPage, "scoring">) {
	const locale = getLocale();
	const { pillars, levels, overallRules, questionCount, points } = scoring;
	return (
		<Section anchor="level" title={m.counted_level_title()}>
			<p className="my-4">
				{m.counted_level_text({ count: questionCount, points })} {m.assessment_skipped_rule()}
			</p>
			<DataTable
				caption={m.counted_pillars_caption()}
				narrow="table"
				columns={[
					{
						key: "pillar",
						head: m.counted_pillar(),
						cell: (row) => row[locale],
						rowHead: true,
						total: m.counted_total(),
					},
					{
						key: "questions",
						head: m.counted_questions(),
						cell: (row) => row.questions,
						number: true,
						total: questionCount,
					},
					{ key: "points", head: m.counted_points(), cell: (row) => row.points, number: true, total: points },
				]}
				rows={pillars}
				rowKey={(row) => row.vi}
			/>
			<p className="my-4">{m.counted_level_rule()}</p>
			<DataTable
				caption={m.counted_levels_caption()}
				narrow="list"
				columns={[
					{
						key: "level",
						head: m.counted_level(),
						cell: (row) => `${row.level} ${levels[row.level]?.[locale] ?? ""}`,
						rowHead: true,
					},
					{
						key: "pillar",
						head: m.counted_pillar_over(),
						cell: (row) => `${levels[row.level]?.percentAbove ?? 0}%`,
						number: true,
					},
					{ key: "points", head: m.counted_points_over(), cell: (row) => row.pointsAbove, number: true },
					{ key: "breadth", head: m.counted_pillars_at_level(), cell: (row) => row.pillarsAtLevel, number: true },
				]}
				rows={overallRules}
				rowKey={(row) => row.level}
			/>
			<p className="mt-3">{m.counted_level_example()}</p>
			<p className="mt-2 text-ink2 text-small">{scoring.source[locale]}</p>
		</Section>
	);
}

/** Why small groups are not shown. */
export function SmallGroupsCounted() {
	return (
		<Section anchor="small-groups" title={m.counted_small_title({ smallest: SMALLEST_GROUP })}>
			<p className="mt-4">{m.counted_small_text({ smallest: SMALLEST_GROUP })}</p>
		</Section>
	);
}

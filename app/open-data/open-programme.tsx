import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatMonth } from "#app/kernel/plain-date.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { OpenCorrection } from "./open-corrections.server.ts";
import type { Breakdown, OpenFigures, OpenGroup, OpenProgramme } from "./open-data.server.ts";
import { breakdownName, correctionKindName, groupName, programmeName } from "./open-data-words.ts";

/** What one programme awarded and paid, as a whole and by year, size and sector. */
export function OpenProgrammeSection({ programme }: { programme: OpenProgramme }) {
	const { total, groups, corrections } = programme;
	return (
		<Section title={programmeName(programme, getLocale())} rule={total === null}>
			{total === null ? (
				<p className="py-4">{m.open_data_small_programme({ smallest: SMALLEST_GROUP })}</p>
			) : (
				(Object.entries(groups) as [Breakdown, OpenGroup[]][]).map(([breakdown, rows]) => (
					<div key={breakdown} className="mt-6">
						<GroupTable breakdown={breakdown} rows={rows} total={total} />
					</div>
				))
			)}
			{corrections.length > 0 ? (
				<div className="mt-6">
					<CorrectionTable corrections={corrections} />
				</div>
			) : null}
		</Section>
	);
}

type ShownGroup = { key: string; figures: OpenFigures };

/** Groups with their figures; those that are not shown in one sentence, as on a phone each would take three lines. */
function GroupTable({ breakdown, rows, total }: { breakdown: Breakdown; rows: OpenGroup[]; total: OpenFigures }) {
	const locale = getLocale();
	const shown = rows.flatMap(({ key, figures }) => (figures ? [{ key, figures }] : []));
	const hidden = rows.flatMap(({ key, figures }) => (figures ? [] : [groupName(breakdown, key, locale)]));
	const figure = (head: string, key: string, of: (figures: OpenFigures) => string): Column<ShownGroup> => ({
		key,
		head,
		number: true,
		cell: ({ figures }) => of(figures),
		total: of(total),
	});
	const columns: Column<ShownGroup>[] = [
		{
			key: "group",
			head: m.open_data_group(),
			rowHead: true,
			cell: ({ key }) => groupName(breakdown, key, locale),
			total: m.open_data_total(),
		},
		figure(m.open_data_businesses(), "businesses", ({ businesses }) => formatNumber(businesses, locale)),
		figure(m.open_data_awarded(), "awarded", ({ awardedDong }) => formatDongPlain(awardedDong, locale)),
		figure(m.open_data_paid(), "paid", ({ paidDong }) =>
			paidDong === null ? m.open_data_not_shown() : formatDongPlain(paidDong, locale),
		),
	];
	return (
		<>
			<DataTable
				caption={breakdownName(breakdown, locale)}
				columns={columns}
				rows={shown}
				rowKey={({ key }) => key}
				roomy
			/>
			{hidden.length > 0 ? (
				<p className="mt-2 text-ink2 text-small">
					{m.open_data_hidden_groups({ smallest: SMALLEST_GROUP, names: hidden.join("; ") })}
				</p>
			) : null}
		</>
	);
}

/** What was booked wrongly and reversed: that it happened is never hidden, its figures are where they are of few. */
function CorrectionTable({ corrections }: { corrections: OpenCorrection[] }) {
	const locale = getLocale();
	type Figures = NonNullable<OpenCorrection["figures"]>;
	const figure = (key: string, head: string, of: (figures: Figures) => string): Column<OpenCorrection> => ({
		key,
		head,
		number: true,
		cell: ({ figures }) => (figures ? of(figures) : <span className="text-ink2">{m.open_data_not_shown()}</span>),
	});
	const columns: Column<OpenCorrection>[] = [
		{
			key: "month",
			head: m.open_data_corrections_month(),
			rowHead: true,
			cell: ({ month }) => <span className="num">{formatMonth(month, locale)}</span>,
		},
		{
			key: "kind",
			head: m.open_data_corrections_kind(),
			cell: ({ kind }) => correctionKindName(kind, locale),
		},
		figure("count", m.open_data_corrections_count(), ({ corrections }) => formatNumber(corrections, locale)),
		figure("amount", m.open_data_corrected(), ({ amountDong }) => formatDongPlain(amountDong, locale)),
	];
	return (
		<DataTable
			caption={m.open_data_corrections()}
			columns={columns}
			rows={corrections}
			rowKey={({ month, kind }) => `${month} ${kind}`}
			roomy
		/>
	);
}

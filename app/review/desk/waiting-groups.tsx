import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { LockedTag } from "./attention-tag.tsx";
import type { WaitingGroup } from "./waiting.rules.ts";

function WaitsFor({ kind, name }: WaitingGroup) {
	switch (kind) {
		case "reviewer":
			return <>{name}</>;
		case "nobody":
			return <>{m.review_waiting_nobody()}</>;
		case "second":
			return <>{m.review_waiting_second()}</>;
		case "business":
			return <>{m.review_waiting_business()}</>;
		case "locked":
			return <LockedTag />;
	}
}

/** Whom the open files of an association wait for, how many of them, and for how long. */
export function WaitingGroups({ groups }: { groups: readonly WaitingGroup[] }) {
	const locale = getLocale();
	const total = (of: (group: WaitingGroup) => number) =>
		formatNumber(
			groups.reduce((sum, group) => sum + of(group), 0),
			locale,
		);
	const columns: Column<WaitingGroup>[] = [
		{
			key: "for",
			head: m.review_waiting_column_for(),
			rowHead: true,
			cell: (group) => <WaitsFor {...group} />,
			total: m.review_lines_total(),
		},
		{
			key: "files",
			head: m.review_desk_files(),
			number: true,
			cell: ({ files }) => formatNumber(files, locale),
			total: total(({ files }) => files),
		},
		{
			key: "overdue",
			head: m.review_waiting_column_overdue(),
			number: true,
			cell: ({ overdue }) => (overdue > 0 ? <strong>{formatNumber(overdue, locale)}</strong> : "0"),
			total: total(({ overdue }) => overdue),
		},
		{
			key: "longest",
			head: m.review_waiting_column_longest(),
			number: true,
			cell: ({ longestDays }) => (longestDays === null ? "–" : formatNumber(longestDays, locale)),
		},
		{
			key: "next",
			head: m.review_waiting_column_next(),
			number: true,
			cell: ({ nextDueOn }) => (nextDueOn === null ? "–" : formatDate(nextDueOn, locale)),
		},
	];
	return (
		<div className="mb-4">
			<Panel title={m.review_waiting_groups()} sub={m.review_waiting_groups_sub()}>
				{groups.length === 0 ? (
					<EmptyState sentence={m.review_waiting_none()} />
				) : (
					<DataTable
						caption={m.review_waiting_groups()}
						captionHidden
						columns={columns}
						rows={groups}
						rowKey={(group) => `${group.kind} ${groups.indexOf(group)}`}
						rowTone={({ overdue }) => (overdue > 0 ? "red" : undefined)}
					/>
				)}
			</Panel>
		</div>
	);
}

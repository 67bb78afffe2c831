import { priorityGroupName, sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { WorkingDayClock } from "#app/ui/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { AttentionTag } from "./attention-tag.tsx";
import type { QueueRow } from "./queue-page.server.ts";

/** "còn 5 ngày", "hôm nay", "quá 1 ngày", "đang dừng": working days are meant, the caption says so. */
function timeLeft({ dueOn, overdueDays, remainingDays }: AnswerClock): string {
	if (dueOn === null) return m.review_left_stopped();
	if (overdueDays > 0) return m.review_left_over({ count: overdueDays });
	return remainingDays === 0 ? m.review_left_today() : m.review_left_days({ count: remainingDays });
}

function Business({ row }: { row: QueueRow }) {
	const groups = row.priorityGroups.map((group) => priorityGroupName(group, getLocale())).join(", ");
	return (
		<>
			<span className="font-medium">{row.legalName}</span>
			<span className="block text-ink2 text-caption">
				<span className="num">{row.taxCode}</span>
				{groups === "" ? null : `, ${m.review_priority({ groups })}`}
			</span>
		</>
	);
}

function Reviewer({ row: { reviewer, attention } }: { row: QueueRow }) {
	if (attention.kind === "locked") return <span className="text-ink2">{m.review_reviewer_hidden()}</span>;
	if (!reviewer) return <span className="text-ink2">{m.review_reviewer_none()}</span>;
	return <>{reviewer.me ? m.review_reviewer_you() : reviewer.name}</>;
}

/** The open files; a locked one is text, not a link. */
export function QueueTable({ rows }: { rows: readonly QueueRow[] }) {
	const locale = getLocale();
	const columns: Column<QueueRow>[] = [
		{
			key: "reference",
			head: m.review_column_reference(),
			rowHead: true,
			cell: ({ reference, attention }) => (
				<span className="num whitespace-nowrap">
					{attention.kind === "locked" ? reference : <TextLink to={`/review/${reference}`}>{reference}</TextLink>}
				</span>
			),
		},
		{ key: "business", head: m.review_column_business(), cell: (row) => <Business row={row} /> },
		{ key: "size", head: m.review_column_size(), cell: ({ sizeClass }) => sizeClassLabel(sizeClass, locale) },
		{
			key: "allowed",
			head: m.review_column_allowed(),
			number: true,
			cell: ({ allowedDong }) => formatDong(allowedDong, locale),
		},
		{
			key: "clock",
			head: m.review_column_clock(),
			cell: ({ clock }) => <WorkingDayClock size="small" squares={clock.squares} sentence={timeLeft(clock)} />,
		},
		{
			key: "state",
			head: m.review_column_state(),
			cell: ({ attention, state }) => <AttentionTag attention={attention} state={state} />,
		},
		{ key: "reviewer", head: m.review_column_reviewer(), cell: (row) => <Reviewer row={row} /> },
	];
	return (
		<DataTable caption={m.review_queue_caption()} columns={columns} rows={rows} rowKey={({ reference }) => reference} />
	);
}

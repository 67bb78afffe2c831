import { priorityGroupName, sizeClassLabel } from "#app/business/size-class-text.ts";
import type { AnswerClock } from "#app/kernel/working-days.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { AttentionTag } from "./attention-tag.tsx";
import type { QueueRow } from "./queue-page.server.ts";
import { ShownAmount } from "./shown-amount.tsx";

/** "còn 5 ngày", "hôm nay", "quá 1 ngày", "đang dừng": working days are meant, the caption says so. */
function timeLeft({ dueOn, overdueDays, remainingDays }: AnswerClock): string {
	if (dueOn === null) return m.review_left_stopped();
	if (overdueDays > 0) return m.review_left_over({ count: overdueDays });
	return remainingDays === 0 ? m.review_left_today() : m.review_left_days({ count: remainingDays });
}

function Business({ row: { legalName, shown } }: { row: QueueRow }) {
	const groups = shown?.priorityGroups.map((group) => priorityGroupName(group, getLocale())).join(", ") ?? "";
	return (
		<>
			<span className="font-medium">{legalName}</span>
			{shown ? (
				<span className="block text-ink2 text-caption">
					<span className="num">{shown.taxCode}</span>
					{groups === "" ? null : `, ${m.review_priority({ groups })}`}
				</span>
			) : null}
		</>
	);
}

function Reviewer({ row: { shown } }: { row: QueueRow }) {
	if (!shown) return <span className="text-ink2">{m.review_reviewer_hidden()}</span>;
	const { reviewer } = shown;
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
			cell: ({ reference, shown }) => (
				<span className="num whitespace-nowrap">
					{shown ? <TextLink to={`/review/${reference}`}>{reference}</TextLink> : reference}
				</span>
			),
		},
		{ key: "business", head: m.review_column_business(), cell: (row) => <Business row={row} /> },
		{
			key: "size",
			head: m.review_column_size(),
			cell: ({ shown }) => (shown ? sizeClassLabel(shown.sizeClass, locale) : "–"),
		},
		{
			key: "allowed",
			head: m.review_column_allowed(),
			number: true,
			cell: ({ shown }) => <ShownAmount closed={!shown} amountDong={shown?.allowedDong ?? null} />,
		},
		{
			key: "clock",
			head: m.review_column_clock(),
			cell: ({ shown }) =>
				shown ? <WorkingDayClock size="small" squares={shown.clock.squares} sentence={timeLeft(shown.clock)} /> : "–",
		},
		{
			key: "state",
			head: m.review_column_state(),
			cell: ({ attention, shown }) => <AttentionTag attention={attention} state={shown?.state ?? null} />,
		},
		{ key: "reviewer", head: m.review_column_reviewer(), cell: (row) => <Reviewer row={row} /> },
	];
	return (
		<DataTable caption={m.review_queue_caption()} columns={columns} rows={rows} rowKey={({ reference }) => reference} />
	);
}

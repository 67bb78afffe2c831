import { ClockAlert, Eye, Hourglass, Lock } from "lucide-react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { kindName } from "../claim-rows.tsx";
import { ClaimStateTag } from "../claim-state-tag.tsx";
import type { ClaimQueue, ClaimQueueRow } from "./claim-queue.server.ts";

/** The claims that wait for the association's answer, or those that it has answered. */
export function ClaimQueueScreen({ queue, today }: { queue: ClaimQueue; today: PlainDate }) {
	const { view, counts, rows } = queue;
	return (
		<>
			<PageTitle lead={m.claim_queue_lead({ count: counts.waiting })}>{m.claim_queue_title()}</PageTitle>
			<Tabs
				label={m.claim_queue_views()}
				tabs={[
					{
						href: "/review/claims",
						label: m.claim_queue_waiting(),
						count: counts.waiting,
						current: view === "waiting",
					},
					{
						href: "/review/claims?view=answered",
						label: m.claim_queue_answered(),
						count: counts.answered,
						current: view === "answered",
					},
				]}
			/>
			<Panel>
				{rows.length === 0 ? (
					<EmptyState sentence={view === "waiting" ? m.claim_queue_empty() : m.claim_queue_none_answered()} />
				) : (
					<DataTable
						caption={m.claim_queue_title()}
						captionHidden
						columns={columns(view, today)}
						rows={rows}
						rowKey={({ reference }) => reference}
						rowTone={({ dueOn, locked }) => (dueOn && dueOn < today && !locked ? "red" : undefined)}
					/>
				)}
			</Panel>
		</>
	);
}

function columns(view: ClaimQueue["view"], today: PlainDate): Column<ClaimQueueRow>[] {
	const locale = getLocale();
	return [
		{
			key: "reference",
			head: m.claim_column_reference(),
			rowHead: true,
			cell: ({ reference, locked, kind }) => (
				<span className="num whitespace-nowrap">
					{locked ? reference : <TextLink to={`/review/claims/${reference}`}>{reference}</TextLink>}
					{kind === "costs" ? null : <span className="cell-sub">{kindName(kind)}</span>}
				</span>
			),
		},
		{
			key: "business",
			head: m.claim_column_business(),
			cell: ({ businessName, application }) => (
				<>
					<span className="font-medium">{businessName}</span>
					<span className="num block text-ink2 text-caption">{application}</span>
				</>
			),
		},
		{
			key: "cost",
			head: m.claim_column_cost(),
			number: true,
			cell: ({ kind, costDong }) => (kind === "costs" ? formatDong(costDong, locale) : "–"),
		},
		{
			key: "subsidy",
			head: m.claim_column_subsidy(),
			number: true,
			cell: ({ subsidyDong }) => formatDong(subsidyDong, locale),
		},
		{
			key: "submitted",
			head: m.claim_column_submitted(),
			cell: ({ submittedAt }) => <span className="num">{formatDate(submittedAt, locale)}</span>,
		},
		view === "waiting"
			? {
					key: "due",
					head: m.claim_column_due(),
					cell: ({ dueOn }) => <span className="num">{dueOn ? formatDate(dueOn, locale) : "–"}</span>,
				}
			: { key: "by", head: m.claim_column_answered_by(), cell: ({ answeredByName }) => answeredByName },
		{
			key: "state",
			head: m.claim_column_state(),
			cell: (row) => (
				<>
					<AttentionTag row={row} today={today} />
					{row.nearMatch && !row.locked ? (
						<Tag tone="yellow" icon={Eye}>
							{m.claim_tag_near_match()}
						</Tag>
					) : null}
				</>
			),
		},
	];
}

/** What a claim calls attention to; its state where it calls for none. */
function AttentionTag({ row: { locked, dueOn, state }, today }: { row: ClaimQueueRow; today: PlainDate }) {
	if (locked) {
		return (
			<Tag tone="neutral" icon={Lock}>
				{m.claim_tag_locked()}
			</Tag>
		);
	}
	if (dueOn && dueOn < today) {
		return (
			<Tag tone="red" icon={ClockAlert}>
				{m.claim_tag_overdue()}
			</Tag>
		);
	}
	if (dueOn === today) {
		return (
			<Tag tone="yellow" icon={Hourglass}>
				{m.claim_tag_due_today()}
			</Tag>
		);
	}
	return <ClaimStateTag state={state} />;
}

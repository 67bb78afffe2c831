import { ClockAlert, Eye, Hourglass, Lock } from "lucide-react";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { ShownAmount } from "#app/review/desk/shown-amount.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
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
						rowTone={({ shown }) => (shown?.dueOn && shown.dueOn < today ? "red" : undefined)}
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
			cell: ({ reference, shown }) => (
				<span className="num whitespace-nowrap">
					{shown ? <TextLink to={`/review/claims/${reference}`}>{reference}</TextLink> : reference}
					{!shown || shown.kind === "costs" ? null : <span className="cell-sub">{kindName(shown.kind)}</span>}
				</span>
			),
		},
		{
			key: "business",
			head: m.claim_column_business(),
			cell: ({ businessName, application }) => (
				<>
					<span className="font-medium">{businessName}</span>
					<span className="block text-ink2 text-caption">
						<ReferenceLink reference={application} />
					</span>
				</>
			),
		},
		{
			key: "cost",
			head: m.claim_column_cost(),
			number: true,
			cell: ({ shown }) => <ShownAmount closed={shown?.kind !== "costs"} amountDong={shown?.open?.costDong ?? null} />,
		},
		{
			key: "subsidy",
			head: m.claim_column_subsidy(),
			number: true,
			cell: ({ shown }) => <ShownAmount closed={!shown} amountDong={shown?.open?.subsidyDong ?? null} />,
		},
		{
			key: "submitted",
			head: m.claim_column_submitted(),
			cell: ({ shown }) => <span className="num">{shown ? formatDate(shown.submittedAt, locale) : "–"}</span>,
		},
		view === "waiting"
			? {
					key: "due",
					head: m.claim_column_due(),
					cell: ({ shown }) => <span className="num">{shown?.dueOn ? formatDate(shown.dueOn, locale) : "–"}</span>,
				}
			: {
					key: "by",
					head: m.claim_column_answered_by(),
					cell: ({ shown }) => shown?.open?.answeredByName ?? "–",
				},
		{
			key: "state",
			head: m.claim_column_state(),
			cell: ({ shown }) => (
				<>
					<AttentionTag shown={shown} today={today} />
					{shown?.open?.nearMatch ? (
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
function AttentionTag({ shown, today }: Pick<ClaimQueueRow, "shown"> & { today: PlainDate }) {
	if (!shown) {
		return (
			<Tag tone="neutral" icon={Lock}>
				{m.claim_tag_locked()}
			</Tag>
		);
	}
	const { dueOn, state } = shown;
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

import { CircleQuestionMark } from "lucide-react";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { StopRow } from "./stop-page.server.ts";
import { decisionLabel } from "./stop-screen.tsx";

/** Applications whose payments are or were stopped; those that wait for a decision first. */
export function StopList({ rows }: { rows: StopRow[] }) {
	const columns: Column<StopRow>[] = [
		{
			key: "application",
			head: m.disbursement_column_for(),
			rowHead: true,
			cell: ({ reference, businessName }) => (
				<>
					<TextLink to={`/city/stops/${reference}`}>
						<span className="num">{reference}</span>
					</TextLink>
					<span className="cell-sub">{businessName}</span>
				</>
			),
		},
		{
			key: "stopped",
			head: m.disbursement_stopped(),
			cell: ({ stoppedAt, stoppedByName }) =>
				m.disbursement_stop_by({ name: stoppedByName, at: formatDateTime(stoppedAt, getLocale()) }),
		},
		{
			key: "decision",
			head: m.disbursement_stop_decide(),
			cell: ({ decision }) =>
				decision === null ? (
					<Tag tone="yellow" icon={CircleQuestionMark}>
						{m.disbursement_stops_open()}
					</Tag>
				) : (
					decisionLabel(decision)
				),
		},
	];
	return (
		<>
			<PageTitle lead={m.disbursement_stops_lead()}>{m.disbursement_stops_title()}</PageTitle>
			<Panel>
				{rows.length === 0 ? (
					<EmptyState sentence={m.disbursement_stops_none()} />
				) : (
					<DataTable
						caption={m.disbursement_stops_title()}
						captionHidden
						columns={columns}
						rows={rows}
						rowKey={({ reference, stoppedAt }) => `${reference} ${stoppedAt.toISOString()}`}
						rowTone={({ decision }) => (decision === null ? "yellow" : undefined)}
						narrow="list"
					/>
				)}
			</Panel>
		</>
	);
}

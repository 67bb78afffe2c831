import { briefAssociationName } from "#app/association/association-name.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AttentionRow } from "./attention.server.ts";
import { HowCounted } from "./how-counted-link.tsx";

const words = {
	lapsing: m.report_overview_attention_lapsing,
	overdue: m.report_overview_attention_overdue,
	stopped: m.report_overview_attention_stopped,
	"bank-late": m.report_overview_attention_bank_late,
	unknown: m.report_overview_attention_unknown,
	failed: m.report_overview_attention_failed,
	envelope: m.report_overview_attention_envelope,
} satisfies Record<AttentionRow["kind"], unknown>;

/** What somebody should look after, with the references to look for. */
export function AttentionPanel({ rows }: { rows: readonly AttentionRow[] }) {
	const locale = getLocale();
	const columns: Column<AttentionRow>[] = [
		{
			key: "what",
			head: m.report_overview_attention_what(),
			rowHead: true,
			cell: ({ kind, which, count, since }) => (
				<>
					{kind === "stopped" ? <TextLink to="/city/stops">{words[kind]()}</TextLink> : words[kind]()}
					{since === null ? null : (
						<span className="cell-sub">{m.report_overview_attention_since({ date: formatDate(since, locale) })}</span>
					)}
					<span className="cell-sub num">
						<LinkedText text={which.map((each) => briefAssociationName(each, locale)).join(", ")} />
						{count > which.length ? ` ${m.report_overview_attention_more({ count: count - which.length })}` : ""}
					</span>
				</>
			),
		},
		{
			key: "count",
			head: m.report_overview_attention_count(),
			number: true,
			cell: ({ count }) => formatNumber(count, locale),
		},
		{
			key: "amount",
			head: m.report_overview_attention_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
		},
	];
	return (
		<Panel
			title={m.report_overview_attention_title()}
			sub={m.report_overview_attention_sub()}
			action={<HowCounted anchor="attention" />}
		>
			{rows.length === 0 ? (
				<EmptyState sentence={m.report_overview_attention_none()} />
			) : (
				<DataTable
					caption={m.report_overview_attention_title()}
					captionHidden
					columns={columns}
					rows={rows}
					rowKey={({ kind }) => kind}
				/>
			)}
		</Panel>
	);
}

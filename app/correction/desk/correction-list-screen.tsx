import { type FinanceCounts, FinanceTabs } from "#app/disbursement/finance-tabs.tsx";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { CorrectionStateTag } from "../correction-state-tag.tsx";
import { correctedThing } from "../correction-text.ts";
import type { CorrectionListRow } from "./correction-list.server.ts";

/** All corrections; those that wait for a second person stand first. */
export function CorrectionListScreen({ rows, counts }: { rows: CorrectionListRow[]; counts: FinanceCounts }) {
	const locale = getLocale();
	const columns: Column<CorrectionListRow>[] = [
		{
			key: "reference",
			head: m.correction_column_reference(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/finance/corrections/${reference}`}>{reference}</TextLink>
				</span>
			),
		},
		{
			key: "of",
			head: m.correction_column_of(),
			cell: (row) => <LinkedText text={correctedThing(row)} />,
		},
		{ key: "business", head: m.correction_column_business(), cell: ({ businessName }) => businessName },
		{
			key: "proposed",
			head: m.correction_column_proposed(),
			cell: ({ proposedAt, proposedByName }) => (
				<>
					<span className="num">{formatDate(proposedAt, locale)}</span>, {proposedByName}
				</>
			),
		},
		{
			key: "amount",
			head: m.correction_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
		},
		{
			key: "state",
			head: m.correction_column_state(),
			cell: ({ state }) => <CorrectionStateTag state={state} />,
		},
	];
	return (
		<>
			<PageTitle lead={m.correction_list_lead()}>{m.correction_list_title()}</PageTitle>
			<FinanceTabs current="corrections" counts={counts} />
			<Panel>
				{rows.length === 0 ? (
					<EmptyState sentence={m.correction_list_empty()}>
						<TextLink to="/finance/batches">{m.disbursement_tab_batches()}</TextLink>,{" "}
						<TextLink to="/finance/statements">{m.disbursement_tab_statements()}</TextLink>.
					</EmptyState>
				) : (
					<DataTable
						caption={m.correction_list_title()}
						captionHidden
						columns={columns}
						rows={rows}
						rowKey={({ reference }) => reference}
						rowTone={({ state }) => (state === "proposed" ? "yellow" : undefined)}
					/>
				)}
			</Panel>
		</>
	);
}

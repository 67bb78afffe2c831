import { type FinanceCounts, FinanceTabs } from "#app/disbursement/finance-tabs.tsx";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";
import type { ListedRecovery } from "./recovery-list.server.ts";

type Props = { recoveries: ListedRecovery[]; counts: FinanceCounts };

/** The recoveries: how much was asked, what came back, what is left, and what is due next. */
export function RecoveryListScreen({ recoveries, counts }: Props) {
	return (
		<>
			<PageTitle>{m.recovery_list_title()}</PageTitle>
			<FinanceTabs current="recoveries" counts={counts} />
			<Panel>
				{recoveries.length === 0 ? (
					<EmptyState sentence={m.recovery_list_empty()}>
						{m.recovery_list_empty_next()} <TextLink to="/finance/batches">{m.disbursement_tab_batches()}</TextLink>.
					</EmptyState>
				) : (
					<DataTable
						caption={m.recovery_list_title()}
						captionHidden
						columns={columnsOf(recoveries)}
						rows={recoveries}
						rowKey={({ reference }) => reference}
						rowTone={toneOf}
					/>
				)}
			</Panel>
		</>
	);
}

/** What a person of the city has to look at. */
function toneOf({ state, standing, proposed }: ListedRecovery): "red" | "yellow" | undefined {
	if (state === "drafted" || state === "contested" || proposed) return "yellow";
	return standing.overdueDong > 0n ? "red" : undefined;
}

function columnsOf(recoveries: ListedRecovery[]): Column<ListedRecovery>[] {
	const locale = getLocale();
	const money = (key: string, head: string, of: (recovery: ListedRecovery) => bigint): Column<ListedRecovery> => ({
		key,
		head,
		number: true,
		cell: (recovery) => formatDongPlain(of(recovery), locale),
		total: formatDongPlain(sumDong(recoveries.map(of)), locale),
	});
	return [
		{
			key: "reference",
			head: m.recovery_column_reference(),
			rowHead: true,
			cell: ({ reference }) => (
				<span className="num whitespace-nowrap">
					<TextLink to={`/finance/recoveries/${reference}`}>{reference}</TextLink>
				</span>
			),
			total: m.recovery_total(),
		},
		{
			key: "business",
			head: m.recovery_column_business(),
			cell: ({ businessName, payment }) => (
				<>
					{businessName}, <ReferenceLink reference={payment.reference} />
				</>
			),
		},
		money("asked", m.recovery_column_asked(), ({ state, amountDong, standing }) =>
			state === "dropped" ? standing.receivedDong : amountDong,
		),
		money("received", m.recovery_column_received(), ({ standing }) => standing.receivedDong),
		money("left", m.recovery_column_left(), ({ standing }) => standing.leftDong),
		{
			key: "next",
			head: m.recovery_column_next(),
			cell: ({ standing: { next } }) => (
				<span className="num whitespace-nowrap">{next ? formatDate(next.dueOn, locale) : "–"}</span>
			),
		},
		{
			key: "state",
			head: m.recovery_column_state(),
			cell: ({ state, standing }) => <RecoveryStateTag state={state} standing={standing} />,
		},
	];
}

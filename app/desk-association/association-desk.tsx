import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { StateTag } from "#app/application/state-tag.tsx";
import { formatDong, formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { LockedTag } from "#app/review/desk/attention-tag.tsx";
import { capitalized, EnvelopeBars } from "#app/review/desk/envelope-bars.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AssociationDesk, StalledFile } from "./association-desk.server.ts";

type Props = {
	desk: AssociationDesk;
	stalledAfter: number;
	/** What the manager has to see to: a later room knows. */
	turns: ReactNode;
	/** What else the manager may end: a later room knows. */
	children?: ReactNode;
};

/** The manager's page: what is left to award, where the files stand, which do not move, what came of it. */
export function AssociationDeskScreen({ desk, stalledAfter, turns, children }: Props) {
	const lead = m.review_desk_lead({
		day: capitalized(formatDateWithWeekday(desk.today, getLocale())),
		count: desk.businesses,
	});
	return (
		<>
			<PageTitle lead={lead} action={<EnvelopeBars envelopes={desk.envelopes} />}>
				{m.review_desk_title()}
			</PageTitle>
			{turns}
			<div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
				<div className="grid gap-4">
					<Panel title={m.review_desk_stalled()} sub={m.review_desk_stalled_sub({ count: stalledAfter })}>
						{desk.stalled.length === 0 ? (
							<EmptyState sentence={m.review_desk_none_stalled()} />
						) : (
							<StalledTable files={desk.stalled} />
						)}
					</Panel>
					<Panel title={m.review_desk_unclaimed()} sub={m.review_desk_unclaimed_sub()}>
						{desk.unclaimed.length === 0 ? (
							<EmptyState sentence={m.review_desk_none_unclaimed()} />
						) : (
							<UnclaimedTable files={desk.unclaimed} />
						)}
					</Panel>
					{children}
				</div>
				<div className="grid gap-4">
					<Panel
						title={m.review_desk_states()}
						action={<TextLink to="/association/queue">{m.review_waiting_all()}</TextLink>}
					>
						<StatesTable states={desk.states} />
					</Panel>
					<Panel title={m.review_desk_results()}>
						<Results desk={desk} />
					</Panel>
				</div>
			</div>
		</>
	);
}

function StatesTable({ states }: Pick<AssociationDesk, "states">) {
	const locale = getLocale();
	type Row = AssociationDesk["states"][number];
	const columns: Column<Row>[] = [
		{
			key: "state",
			head: m.review_column_state(),
			rowHead: true,
			cell: ({ state }) => <StateTag state={state} />,
			total: m.review_lines_total(),
		},
		{
			key: "files",
			head: m.review_desk_files(),
			number: true,
			cell: ({ files }) => formatNumber(files, locale),
			total: formatNumber(
				states.reduce((sum, { files }) => sum + files, 0),
				locale,
			),
		},
		{
			key: "allowed",
			head: m.review_desk_allowed(),
			number: true,
			cell: ({ allowedDong }) => formatDongPlain(allowedDong, locale),
			total: formatDongPlain(sumDong(states.map((row) => row.allowedDong)), locale),
		},
	];
	return (
		<DataTable
			caption={m.review_desk_states()}
			captionHidden
			columns={columns}
			rows={states}
			rowKey={({ state }) => state}
		/>
	);
}

function StalledTable({ files }: { files: readonly StalledFile[] }) {
	const locale = getLocale();
	const columns: Column<StalledFile>[] = [
		{
			key: "reference",
			head: m.review_column_reference(),
			rowHead: true,
			cell: ReferenceLink,
		},
		{ key: "business", head: m.review_column_business(), cell: ({ legalName }) => legalName },
		{
			key: "state",
			head: m.review_column_state(),
			cell: ({ shown }) => (shown ? <StateTag state={shown.state} /> : <LockedTag />),
		},
		{
			key: "since",
			head: m.review_desk_since(),
			number: true,
			cell: ({ shown }) => (shown ? formatDate(shown.since, locale) : "–"),
		},
	];
	return (
		<DataTable
			caption={m.review_desk_stalled()}
			captionHidden
			columns={columns}
			rows={files}
			rowKey={({ reference }) => reference}
		/>
	);
}

function UnclaimedTable({ files }: { files: AssociationDesk["unclaimed"] }) {
	const columns: Column<AssociationDesk["unclaimed"][number]>[] = [
		{
			key: "reference",
			head: m.review_column_reference(),
			rowHead: true,
			cell: ReferenceLink,
		},
		{ key: "business", head: m.review_column_business(), cell: ({ legalName }) => legalName },
		{
			key: "approved",
			head: m.review_desk_promised(),
			number: true,
			cell: ({ approvedDong }) => (approvedDong === null ? "–" : formatDongPlain(approvedDong, getLocale())),
		},
		{
			key: "cancel",
			head: m.review_desk_cancel(),
			cell: ({ reference, approvedDong }) =>
				approvedDong === null ? (
					<LockedTag />
				) : (
					<Link
						to={`/association/applications/${reference}/cancel`}
						aria-label={m.review_desk_cancel_of({ reference })}
					>
						{m.review_desk_cancel()}
					</Link>
				),
		},
	];
	return (
		<DataTable
			caption={m.review_desk_unclaimed()}
			captionHidden
			columns={columns}
			rows={files}
			rowKey={({ reference }) => reference}
		/>
	);
}

/** What the envelopes have brought so far, adding up to what was given to the association. */
function Results({ desk: { envelopes } }: { desk: AssociationDesk }) {
	const total = (of: (envelope: AssociationDesk["envelopes"][number]) => bigint) =>
		formatDong(sumDong(envelopes.map(of)), getLocale());
	return (
		<Sum
			rows={[
				{ label: m.review_envelope_paid(), amount: total(({ paidDong, advancedDong }) => paidDong + advancedDong) },
				{ label: m.review_desk_payable(), amount: total(({ payableDong }) => payableDong) },
				...(envelopes.some(({ retainedDong }) => retainedDong > 0n)
					? [{ label: m.review_desk_retained(), amount: total(({ retainedDong }) => retainedDong) }]
					: []),
				{ label: m.review_envelope_signed(), amount: total(({ committedDong }) => committedDong) },
				{ label: m.review_envelope_reserved(), amount: total(({ reservedDong }) => reservedDong) },
				{ label: m.review_desk_available(), amount: total(({ availableDong }) => availableDong) },
				{ label: m.review_desk_allotted(), amount: total(({ allottedDong }) => allottedDong), kind: "total" },
			]}
		/>
	);
}

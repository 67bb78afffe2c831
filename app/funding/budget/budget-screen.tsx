import type { ReactNode } from "react";
import type { Actor } from "#app/house/access.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong, formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { canManageProgrammes } from "#app/programme/programme.access.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { BudgetChangeTable } from "./budget-change-table.tsx";
import type { BudgetPage, EnvelopeStanding, ProgrammeStanding } from "./budget-page.server.ts";
import { BudgetTabs } from "./budget-tabs.tsx";

type Props = {
	page: BudgetPage;
	actor: Actor;
	/** What else waits for a second person: a later room knows. */
	children?: ReactNode;
};

/** The way to propose a change, or why it is not open to the reader. */
export function ProposeLink({ actor, to, children }: { actor: Actor; to: string; children: string }) {
	const permission = canManageProgrammes(actor);
	return (
		<ButtonLink small to={to} disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}>
			{children}
		</ButtonLink>
	);
}

/** Every programme's budget of this moment by where it stands, and what waits for a second person. */
export function BudgetScreen({ page: { programmes, pending }, actor, children }: Props) {
	const open = programmes.filter(({ isClosed }) => !isClosed);
	const closed = programmes.filter(({ isClosed }) => isClosed);
	return (
		<>
			<PageTitle
				lead={m.budget_lead()}
				action={
					<ProposeLink actor={actor} to="/city/budget/new">
						{m.budget_propose()}
					</ProposeLink>
				}
			>
				{m.budget_title()}
			</PageTitle>
			<BudgetTabs current="programmes" />
			<div className="grid gap-4">
				{pending.length > 0 ? (
					<Panel title={m.budget_pending({ count: pending.length })}>
						<BudgetChangeTable caption={m.budget_pending({ count: pending.length })} rows={pending} />
					</Panel>
				) : null}
				{children}
				{programmes.length === 0 ? (
					<Panel>
						<EmptyState sentence={m.budget_no_programme()} />
					</Panel>
				) : (
					open.map((programme) => <ProgrammePanel key={programme.id} programme={programme} />)
				)}
				{closed.length > 0 ? (
					<details>
						<summary>{m.budget_closed({ count: closed.length })}</summary>
						<div className="mt-4 grid gap-4">
							{closed.map((programme) => (
								<ProgrammePanel key={programme.id} programme={programme} />
							))}
						</div>
					</details>
				) : null}
			</div>
		</>
	);
}

type Row = EnvelopeStanding & { statement: string };

function ProgrammePanel({ programme }: { programme: ProgrammeStanding }) {
	const locale = getLocale();
	const { id, unallottedDong, budgetDong, envelopes } = programme;
	const name = locale === "vi" ? programme.nameVi : programme.nameEn;
	const unallotted: Row = {
		envelopeId: id,
		nameVi: m.budget_unallotted({}, { locale: "vi" }),
		nameEn: m.budget_unallotted({}, { locale: "en" }),
		availableDong: unallottedDong,
		reservedDong: 0n,
		signedDong: 0n,
		paidDong: 0n,
		sumDong: unallottedDong,
		statement: `programme/${encodeURIComponent(id)}`,
	};
	const rows: Row[] = [
		unallotted,
		...envelopes.map((envelope) => ({ ...envelope, statement: `envelope/${envelope.envelopeId}` })),
	];
	return (
		<Panel title={name} sub={m.budget_programme_sum({ budget: formatDong(budgetDong, locale) })}>
			<DataTable
				caption={name}
				captionHidden
				columns={standingColumns(rows)}
				rows={rows}
				rowKey={({ envelopeId }) => envelopeId}
			/>
		</Panel>
	);
}

function standingColumns(rows: readonly Row[]): Column<Row>[] {
	const locale = getLocale();
	const amount = (key: string, head: string, of: (row: Row) => bigint): Column<Row> => ({
		key,
		head,
		number: true,
		cell: (row) => formatDongPlain(of(row), locale),
		total: formatDongPlain(sumDong(rows.map(of)), locale),
	});
	return [
		{
			key: "holder",
			head: m.budget_column_holder(),
			rowHead: true,
			total: m.budget_total(),
			cell: ({ nameVi, nameEn, statement }) => (
				<TextLink to={`/finance/statements/${statement}`}>{locale === "vi" ? nameVi : nameEn}</TextLink>
			),
		},
		amount("available", m.budget_column_available(), (row) => row.availableDong),
		amount("reserved", m.budget_column_reserved(), (row) => row.reservedDong),
		amount("signed", m.budget_column_signed(), (row) => row.signedDong),
		amount("paid", m.budget_column_paid(), (row) => row.paidDong),
		amount("sum", m.budget_column_sum(), (row) => row.sumDong),
	];
}

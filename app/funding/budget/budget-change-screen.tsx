import type { Actor, Permission } from "#app/house/access.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { formatDong, formatDongPlain } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canAnswerProposal, canWithdrawProposal, type Proposal } from "./budget.access.ts";
import type { BudgetChangePage, ChangeEnd } from "./budget-change-page.server.ts";
import { BudgetStateTag } from "./budget-state-tag.tsx";
import { budgetEnds, budgetKindName, budgetRoute } from "./budget-text.ts";

/** A change of the budget: what it moves, on what it rests, who proposed and who answered it. */
export function BudgetChangeScreen({ change, actor }: { change: BudgetChangePage; actor: Actor }) {
	const locale = getLocale();
	const { reference, kind, amountDong } = change;
	const amount = formatDong(amountDong, locale);
	return (
		<>
			<BackLink to="/city/budget/changes">{m.budget_changes_title()}</BackLink>
			<PageTitle
				over={<Unbroken text={m.budget_change_over({ reference })} part={reference} />}
				lead={budgetRoute(change, locale)}
			>
				{m.budget_change_title({ kind: budgetKindName(kind, locale), amount })}
			</PageTitle>
			<div className="grid gap-4">
				<Panel>
					<Facts change={change} />
				</Panel>
				{change.ends.length > 0 ? <Ends change={change} /> : null}
				{change.state === "proposed" ? (
					<Panel rule="yellow" title={m.budget_answer_title()} sub={m.budget_answer_sub()}>
						<AnswerLinks own={`/city/budget/${reference}`} actor={actor} proposal={change} />
					</Panel>
				) : null}
			</div>
		</>
	);
}

function Facts({ change }: { change: BudgetChangePage }) {
	const locale = getLocale();
	const { state, endedAt, endedByName, endReason } = change;
	const person = (name: string) => name || m.budget_before_two_persons();
	const ended = endedAt
		? [
				{
					term: {
						confirmed: m.budget_fact_confirmed(),
						declined: m.budget_fact_declined(),
						withdrawn: m.budget_fact_withdrawn(),
						proposed: "",
					}[state],
					value: `${person(endedByName ?? "")}, ${formatDateTime(endedAt, locale)}`,
					note: endReason ?? undefined,
				},
			]
		: [];
	return (
		<SummaryList
			rows={[
				{ term: m.budget_fact_state(), value: <BudgetStateTag state={state} /> },
				{ term: m.budget_fact_programme(), value: locale === "vi" ? change.programmeVi : change.programmeEn },
				{
					term: m.budget_fact_amount(),
					value: <span className="num">{formatDong(change.amountDong, locale)}</span>,
					note: dongInWords(change.amountDong, locale),
				},
				{
					term: m.budget_fact_document(),
					value: m.budget_document({ number: change.documentNumber, date: formatDate(change.documentOn, locale) }),
				},
				{ term: m.budget_fact_reason(), value: <Typed text={change.reason} /> },
				{
					term: m.budget_fact_proposed(),
					value: `${change.proposedByName}, ${formatDateTime(change.proposedAt, locale)}`,
				},
				...ended,
			]}
		/>
	);
}

function Ends({ change }: { change: BudgetChangePage }) {
	const locale = getLocale();
	const isProposed = change.state === "proposed";
	const nameOf = ({ place }: ChangeEnd, index: number) => {
		if (place === "outside") return m.budget_end_budget();
		if (place === "unallotted") return m.budget_unallotted();
		const { from, to } = budgetEnds(change, locale);
		return m.budget_end_envelope({ association: index === 0 ? from : to });
	};
	const rows = change.ends.map((end, index) => ({ ...end, name: nameOf(end, index) }));
	const columns: Column<(typeof rows)[number]>[] = [
		{ key: "name", head: m.budget_column_account(), rowHead: true, cell: ({ name }) => name },
		{
			key: "before",
			head: isProposed ? m.budget_column_now() : m.budget_column_before(),
			number: true,
			cell: ({ beforeDong }) => formatDongPlain(beforeDong, locale),
		},
		{
			key: "after",
			head: isProposed ? m.budget_column_if_confirmed() : m.budget_column_after(),
			number: true,
			cell: ({ afterDong }) => formatDongPlain(afterDong, locale),
		},
	];
	return (
		<Panel title={m.budget_ends_title()}>
			<DataTable
				caption={m.budget_ends_title()}
				captionHidden
				columns={columns}
				rows={rows}
				rowKey={({ name }) => name}
				rowTone={({ afterDong }) => (isProposed && afterDong < 0n ? "red" : undefined)}
			/>
		</Panel>
	);
}

/** What can be done with a proposal, each with the reason where it is not open to the reader. */
export function AnswerLinks(props: {
	own: string;
	actor: Actor;
	proposal: Proposal;
	/** Why it cannot be confirmed yet, whoever asks. */
	tooEarly?: string;
}) {
	const { own, actor, proposal, tooEarly } = props;
	const answer = canAnswerProposal(actor, proposal);
	const withdraw = canWithdrawProposal(actor, proposal);
	return (
		<div className="actions">
			<ButtonLink
				to={`${own}/confirm`}
				disabledReason={reasonOf(answer) ?? tooEarly ?? newlyGivenReason(actor, "programme_officer")}
			>
				{m.budget_confirm()}
			</ButtonLink>
			{answer.allowed ? (
				<ButtonLink look="secondary" to={`${own}/decline`}>
					{m.budget_decline()}
				</ButtonLink>
			) : null}
			{withdraw.allowed ? (
				<ButtonLink look="secondary" to={`${own}/withdraw`}>
					{m.budget_withdraw()}
				</ButtonLink>
			) : null}
		</div>
	);
}

function reasonOf(permission: Permission<Parameters<typeof reasonText>[0]>): string | undefined {
	return permission.allowed ? undefined : reasonText(permission.reason);
}

import type { Permission } from "#app/house/access.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong, formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { PartsTable } from "../parts-table.tsx";
import type { RecoveryState } from "../recovery.states.ts";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";
import { proposalText } from "../recovery-text.ts";
import { awaited, RecoveryTrail } from "../recovery-trail.tsx";
import type { ReceiptRow, RecoveryPage } from "./recovery-page.server.ts";

type Props = { recovery: RecoveryPage };

/** A recovery on the finance desk: what can be done now, facts, parts, receipts, and every step. */
export function RecoveryScreen({ recovery }: Props) {
	const { reference, state, standing, amountDong, receipts } = recovery;
	return (
		<>
			{recovery.seesPayments ? (
				<BackLink to="/finance/recoveries">{m.recovery_list_title()}</BackLink>
			) : (
				<BackLink to={`/review/${recovery.application}`}>{recovery.application}</BackLink>
			)}
			<PageTitle over={<RecoveryStateTag state={state} standing={standing} />}>
				<Unbroken
					text={m.recovery_title({ reference, amount: formatDong(amountDong, getLocale()) })}
					part={reference}
				/>
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<div className="grid gap-4">
					<NextPanel recovery={recovery} />
					<FactsPanel recovery={recovery} />
					{standing.parts.length > 0 ? (
						<Panel title={m.recovery_parts_title()} sub={recovery.planned ? undefined : m.recovery_parts_one()}>
							<PartsTable standing={standing} />
						</Panel>
					) : null}
					<Panel title={m.recovery_receipts_title()}>
						<ReceiptsTable receipts={receipts} />
					</Panel>
				</div>
				<Panel title={m.recovery_trail_title()}>
					<RecoveryTrail recovery={recovery} />
				</Panel>
			</div>
		</>
	);
}

/** What the decision can be in a state. */
const decideLabel: Partial<Record<RecoveryState, () => string>> = {
	drafted: m.recovery_decide_draft,
	notified: m.recovery_drop,
	contested: m.recovery_decide_contest,
};

/** What is waited for, and what the officer can do; what is not theirs to do stands there with its reason. */
function NextPanel({ recovery }: Props) {
	const { reference, state, confirm, decide, receive, standing, tooNew } = recovery;
	const isOver = state === "settled" || state === "dropped";
	const mayNothing = [confirm, decide, receive].every(
		(permission) => !permission.allowed && permission.reason === "house_refusal_not_yours",
	);
	const trouble = standing.overdueDong > 0n;
	const next = isOver
		? state === "settled"
			? m.recovery_over_settled()
			: m.recovery_over_dropped()
		: awaited(recovery);
	return (
		<Panel title={m.recovery_next_title()} rule={isOver ? undefined : trouble ? "red" : "yellow"}>
			<p>{next}</p>
			{recovery.proposal ? <p className="mt-2">{proposalText(recovery.proposal)}</p> : null}
			{isOver || mayNothing ? null : (
				<div className="actions mt-4">
					{recovery.proposal ? (
						<ButtonLink to={`/finance/recoveries/${reference}/proposal`} look="primary">
							{m.recovery_proposal_do()}
						</ButtonLink>
					) : null}
					<Step to={`/finance/recoveries/${reference}/confirm`} permission={confirm} look="primary" tooNew={tooNew}>
						{m.recovery_confirm_do()}
					</Step>
					<Step
						to={`/finance/recoveries/${reference}/receipt`}
						permission={receive}
						look={state === "contested" ? "secondary" : "primary"}
					>
						{m.recovery_receipt_do()}
					</Step>
					<Step
						to={`/finance/recoveries/${reference}/decision`}
						permission={decide}
						tooNew={state === "drafted" ? undefined : tooNew}
						look={state === "contested" ? "primary" : "secondary"}
					>
						{decideLabel[state]?.() ?? m.recovery_decide_change()}
					</Step>
				</div>
			)}
		</Panel>
	);
}

type StepReason = Extract<RecoveryPage["confirm" | "decide" | "receive"], { allowed: false }>["reason"];

/** A step that is not one of this state is left out. */
function Step(props: {
	to: string;
	permission: Permission<StepReason>;
	look: "primary" | "secondary";
	tooNew?: string;
	children: string;
}) {
	const { to, permission, look, tooNew, children } = props;
	if (!permission.allowed && permission.reason === "house_refusal_moved_on") return null;
	return (
		<ButtonLink to={to} look={look} disabledReason={permission.allowed ? tooNew : reasonText(permission.reason)}>
			{children}
		</ButtonLink>
	);
}

function FactsPanel({ recovery }: Props) {
	const { payment, application, businessName, reason, answerBy, dueOn, contest, amountDong, standing } = recovery;
	const locale = getLocale();
	const paid = formatDong(payment.amountDong, locale);
	return (
		<Panel title={m.recovery_facts_title()}>
			<Sum
				rows={[
					{ label: m.recovery_column_asked(), amount: formatDong(amountDong, locale) },
					{ label: m.recovery_column_received(), amount: formatDong(standing.receivedDong, locale) },
					{ label: m.recovery_column_left(), amount: formatDong(standing.leftDong, locale), kind: "total" },
				]}
			/>
			<SummaryList
				rows={[
					{
						term: m.recovery_fact_payment(),
						value: <ReferenceLink reference={payment.reference} />,
						note: payment.paidOn
							? m.recovery_fact_paid({
									amount: paid,
									payee: payment.payeeName,
									date: formatDate(payment.paidOn, locale),
								})
							: undefined,
					},
					{
						term: m.recovery_column_business(),
						value: (
							<>
								{businessName}, <ReferenceLink reference={application} />
							</>
						),
						note: recovery.seesPayments ? (
							<TextLink to={`/finance/statements/application/${application}`}>
								{m.disbursement_statement_of({ application })}
							</TextLink>
						) : undefined,
					},
					{
						term: m.recovery_reason(),
						value: (
							<span className="whitespace-pre-line">
								<Typed text={reason} />
							</span>
						),
					},
					...(contest
						? [
								{
									term: m.recovery_contest(),
									value: (
										<span className="whitespace-pre-line">
											<Typed text={contest} />
										</span>
									),
								},
							]
						: []),
					{ term: m.recovery_answer_by(), value: formatDate(answerBy, locale) },
					{ term: m.recovery_due_on(), value: formatDate(dueOn, locale) },
				]}
			/>
		</Panel>
	);
}

function ReceiptsTable({ receipts }: { receipts: ReceiptRow[] }) {
	const locale = getLocale();
	if (receipts.length === 0) return <EmptyState sentence={m.recovery_receipts_empty()} />;
	const columns: Column<ReceiptRow>[] = [
		{
			key: "bank",
			head: m.recovery_bank_reference(),
			rowHead: true,
			cell: ({ bankReference, counts }) => (
				<>
					<span className="num break-all">{bankReference}</span>
					{counts ? null : <div className="text-small">{m.recovery_receipt_corrected()}</div>}
				</>
			),
		},
		{ key: "on", head: m.recovery_received_on(), cell: ({ receivedOn }) => formatDate(receivedOn, locale) },
		{
			key: "amount",
			head: m.recovery_column_amount(),
			number: true,
			cell: ({ amountDong, counts }) =>
				counts ? formatDongPlain(amountDong, locale) : <s>{formatDongPlain(amountDong, locale)}</s>,
		},
		{
			key: "by",
			head: m.recovery_recorded(),
			cell: ({ recordedAt, recordedByName }) => `${formatDateTime(recordedAt, locale)}, ${recordedByName}`,
		},
	];
	return (
		<DataTable
			caption={m.recovery_receipts_title()}
			captionHidden
			columns={columns}
			rows={receipts}
			rowKey={({ id }) => id}
		/>
	);
}

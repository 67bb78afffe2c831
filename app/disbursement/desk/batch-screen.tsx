import { Link } from "@remix-run/react";
import { FileSpreadsheet, FileText } from "lucide-react";
import type { Actor } from "#app/house/access.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canExport, canPay, canRelease } from "../disbursement.access.ts";
import { awaitsBank } from "../disbursement.states.ts";
import { DisbursementStateTag } from "../disbursement-state-tag.tsx";
import { maskedAccount } from "../disbursement-text.ts";
import { StripeAccountTag } from "../stripe/payee-at-stripe.tsx";
import type { BatchPage, BatchPaymentRow } from "./batch-page.server.ts";
import { needsWork, ReconciliationPanel } from "./reconciliation.tsx";

type Props = { page: BatchPage; actor: Actor; today: PlainDate; onlyWork: boolean };

/** A batch: who made, released and sent it, the sums that have to agree, and its payments. */
export function BatchScreen({ page, actor, today, onlyWork }: Props) {
	const { reference, payments } = page;
	const shown = onlyWork ? payments.filter(needsWork) : payments;
	const totalDong = sumDong(payments.map(({ amountDong }) => amountDong));
	return (
		<>
			<BackLink to="/finance/batches">{m.disbursement_batches_title()}</BackLink>
			<PageTitle lead={historyOf(page)} action={<BatchActions page={page} actor={actor} />}>
				<Unbroken text={m.disbursement_batch_title({ reference })} part={reference} />
			</PageTitle>
			<div className="grid gap-4">
				{isPastDay(page, today) ? (
					<PastDayPanel reference={reference} day={page.executesOn ?? today} mayPay={canPay(actor).allowed} />
				) : null}
				<ReconciliationPanel page={page} />
				<Panel
					title={m.disbursement_batch_payments({ count: payments.length })}
					action={
						onlyWork ? (
							<Link to={`/finance/batches/${reference}`}>{m.disbursement_show_all()}</Link>
						) : (
							<Link to={`/finance/batches/${reference}?only=work`}>{m.disbursement_show_work()}</Link>
						)
					}
				>
					<DataTable
						caption={m.disbursement_batch_payments({ count: payments.length })}
						captionHidden
						columns={columns(onlyWork ? null : totalDong, page, actor)}
						rows={shown}
						rowKey={(payment) => payment.reference}
						rowTone={(payment) =>
							payment.state === "unknown" ? "yellow" : needsWork(payment) || payment.stopped ? "red" : undefined
						}
					/>
					<p className="mt-3 text-ink2 text-small">
						{m.disbursement_in_words({ words: dongInWords(totalDong, getLocale()) })}
					</p>
				</Panel>
				{page.takenOut.length > 0 ? <TakenOutPanel page={page} /> : null}
			</div>
		</>
	);
}

/** What left the batch before it was sent, and why. */
function TakenOutPanel({ page: { takenOut } }: Pick<Props, "page">) {
	return (
		<Panel title={m.disbursement_taken_out_title({ count: takenOut.length })}>
			<ul className="grid gap-2">
				{takenOut.map(({ reference, at, byName, reason }) => (
					<li key={reference} className="break-words">
						<TextLink to={`/finance/payments/${reference}/answer`}>
							<span className="num">{reference}</span>
						</TextLink>
						<span className="block text-small">
							{m.disbursement_taken_out_row({ name: byName, at: formatDateTime(at, getLocale()), reason })}
						</span>
					</li>
				))}
			</ul>
		</Panel>
	);
}

/** The day in its file for the bank has passed, and the bank has not answered for all. */
function isPastDay({ executesOn, payments }: BatchPage, today: PlainDate): boolean {
	return executesOn !== null && executesOn < today && payments.some(({ state }) => awaitsBank(state));
}

/** A file with a day that has passed is refused by the bank: two persons give it another. */
function PastDayPanel({ reference, day, mayPay }: { reference: string; day: PlainDate; mayPay: boolean }) {
	return (
		<Panel rule="yellow" title={m.disbursement_executes_passed_title({ day: formatDate(day, getLocale()) })}>
			<p>{m.disbursement_executes_passed_text()}</p>
			{mayPay ? (
				<p className="mt-2">
					<TextLink to={`/finance/batches/${reference}/day`}>{m.disbursement_executes_change()}</TextLink>
				</p>
			) : null}
		</Panel>
	);
}

/** "9 khoản, lập 10/11/2026, Phạm Quốc Bảo; duyệt 10/11/2026, Đỗ Thị Thu Hương; gửi ngân hàng 10:30, 11/11/2026". */
function historyOf(page: BatchPage): string {
	const locale = getLocale();
	const parts = [
		m.disbursement_history_made({
			count: page.payments.length,
			date: formatDate(page.createdAt, locale),
			name: page.createdByName,
		}),
	];
	if (page.releasedAt && page.releasedByName) {
		const date = formatDate(page.releasedAt, locale);
		parts.push(m.disbursement_history_released({ date, name: page.releasedByName }));
	}
	if (page.exportedAt) {
		const at = formatDateTime(page.exportedAt, locale);
		parts.push(
			page.rail === "stripe" ? m.disbursement_history_sent_stripe({ at }) : m.disbursement_history_sent({ at }),
		);
	}
	if (page.executesOn) {
		parts.push(m.disbursement_executes_on({ day: formatDate(page.executesOn, locale) }));
	}
	return parts.join("; ");
}

/** The one next step of the batch; once it is sent, its list in three forms. */
function BatchActions({ page, actor }: Pick<Props, "page" | "actor">) {
	const own = `/finance/batches/${page.reference}`;
	if (page.exportedAt) {
		return (
			<div className="actions">
				{page.rail === "bank-file" && canPay(actor).allowed && page.payments.some(({ movedOn }) => !movedOn) ? (
					<BankFileLink own={own} ready={page.payerKnown} />
				) : null}
				<TextLink icon={FileSpreadsheet} to={`${own}/payment-list.xlsx`} file>
					{m.disbursement_list_xlsx()}
				</TextLink>
				<TextLink icon={FileSpreadsheet} to={`${own}/payment-list.csv`} file>
					{m.disbursement_list_csv()}
				</TextLink>
				<TextLink icon={FileText} to={`${own}/payment-list.pdf`} file>
					{m.disbursement_list_pdf()}
				</TextLink>
			</div>
		);
	}
	const step = page.releasedAt ? canExport(actor, page) : canRelease(actor, page.asSeen);
	const tooNew = page.releasedAt ? undefined : newlyGivenReason(actor, "finance_officer");
	return (
		<ButtonLink
			to={page.releasedAt ? `${own}/export` : `${own}/release`}
			disabledReason={step.allowed ? tooNew : reasonText(step.reason)}
		>
			{page.releasedAt ? m.disbursement_send() : m.disbursement_release()}
		</ButtonLink>
	);
}

/** The file that the bank reads; it needs to know whose account pays. */
function BankFileLink({ own, ready }: { own: string; ready: boolean }) {
	if (!ready) return <p className="text-ink2 text-small">{m.disbursement_list_xml_no_payer()}</p>;
	return (
		<TextLink icon={FileText} to={`${own}/payment-list.xml`} file>
			{m.disbursement_list_xml()}
		</TextLink>
	);
}

function columns(
	totalDong: bigint | null,
	{ payments, rail, exportedAt }: BatchPage,
	actor: Actor,
): Column<BatchPaymentRow>[] {
	const locale = getLocale();
	const count = payments.length;
	return [
		{
			key: "reference",
			head: m.disbursement_column_payment(),
			rowHead: true,
			total: totalDong === null ? undefined : m.disbursement_total_of({ count }),
			cell: ({ reference }) => <ReferenceLink reference={reference} />,
		},
		{ key: "payee", head: m.disbursement_column_payee(), cell: ({ payeeName }) => payeeName },
		{
			key: "for",
			head: m.disbursement_column_for(),
			cell: ({ businessName, claim }) => (
				<>
					{businessName}
					<span className="cell-sub">
						<ReferenceLink reference={claim} />
					</span>
				</>
			),
		},
		{
			key: "account",
			head: m.disbursement_column_account(),
			cell: (payment) => <AccountOf payment={payment} />,
		},
		{
			key: "amount",
			head: m.disbursement_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
			total: totalDong === null ? undefined : formatDongPlain(totalDong, locale),
		},
		{
			key: "state",
			head: m.disbursement_column_answer({ rail }),
			cell: (payment) => (
				<>
					<AnswerOf payment={payment} rail={rail} />
					<TakeOutLinks payment={payment} mayTakeOut={exportedAt === null && canPay(actor).allowed} />
				</>
			),
		},
		{
			key: "day",
			head: m.disbursement_column_day(),
			cell: ({ paidOn, answeredAt }) => (
				<span className="num">{paidOn || answeredAt ? formatDate(paidOn ?? (answeredAt as Date), locale) : "–"}</span>
			),
		},
	];
}

/** Where the money goes: at Stripe, to whom it is held by there. */
function AccountOf({ payment }: { payment: BatchPaymentRow }) {
	const { last4, movedOn, stripe, accountCorrectedAt: at } = payment;
	if (movedOn || !stripe) {
		const locale = getLocale();
		return (
			<>
				<span className="num">{movedOn ? "–" : maskedAccount(last4)}</span>
				{at ? (
					<span className="cell-sub">{m.disbursement_account_changed_at({ at: formatDateTime(at, locale) })}</span>
				) : null}
			</>
		);
	}
	const { id, holder, state } = stripe;
	return (
		<>
			<TextLink to={`/finance/stripe-accounts/${id}`}>{holder?.name ?? "Stripe"}</TextLink>
			{holder?.bank ? <span className="num block">{maskedAccount(holder.bank.last4)}</span> : null}
			{state === "ready" ? null : <StripeAccountTag state={state} />}
		</>
	);
}

function AnswerOf({ payment: { state, said, movedOn }, rail }: { payment: BatchPaymentRow; rail: Rail }) {
	return (
		<>
			<DisbursementStateTag state={state} rail={rail} />
			{said && state !== "paid" ? <span className="block text-caption">{said}</span> : null}
			{movedOn ? <span className="block text-ink2 text-caption">{m.disbursement_moved_on()}</span> : null}
		</>
	);
}

/** Why the batch does not go on with it, and the way out; both until the batch is sent. */
function TakeOutLinks({
	payment: { reference, state, movedOn, stopped },
	mayTakeOut,
}: {
	payment: BatchPaymentRow;
	mayTakeOut: boolean;
}) {
	return (
		<>
			{stopped ? (
				<span className="block text-caption">
					<TextLink to={`/city/stops/${stopped}`}>{m.disbursement_stopped()}</TextLink>
				</span>
			) : null}
			{mayTakeOut && state === "scheduled" && !movedOn ? (
				<span className="no-print block text-caption">
					<TextLink to={`/finance/payments/${reference}/take-out`}>{m.disbursement_take_out()}</TextLink>
				</span>
			) : null}
		</>
	);
}

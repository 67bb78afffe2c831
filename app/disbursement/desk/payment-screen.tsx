import type { ReactNode } from "react";
import type { Actor } from "#app/house/access.ts";
import { reasonText } from "#app/house/refusal.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Timeline } from "#app/ui/parts/timeline.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canPay, canReschedule } from "../disbursement.access.ts";
import { awaitsBank, isTrouble, isUndone } from "../disbursement.states.ts";
import { DisbursementStateTag } from "../disbursement-state-tag.tsx";
import { kindInWords, maskedAccount, paymentEventTitle } from "../disbursement-text.ts";
import { BankAnswerForm } from "./bank-answer-form.tsx";
import type { PaymentPage } from "./payment-page.server.ts";

type Props = {
	payment: PaymentPage;
	actor: Actor;
	/** What a later room offers on a payment: to ask it back. */
	children?: ReactNode;
};

/** A payment with its trail, and the form for the bank's answer while one is awaited. */
export function PaymentScreen({ payment, actor, children }: Props) {
	const { reference, state, amountDong, batch } = payment;
	return (
		<>
			{batch ? (
				<BackLink to={`/finance/batches/${batch}`}>{m.disbursement_batch_title({ reference: batch })}</BackLink>
			) : (
				<BackLink to="/finance">{m.disbursement_due_title()}</BackLink>
			)}
			<PageTitle over={<DisbursementStateTag state={state} rail={payment.rail} />}>
				<Unbroken
					text={m.disbursement_payment_title({ reference, amount: formatDong(amountDong, getLocale()) })}
					part={reference}
				/>
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<div className="grid gap-4">
					<FactsPanel payment={payment} />
					<Panel title={m.disbursement_trail_title()}>
						<PaymentTrail payment={payment} />
					</Panel>
				</div>
				<div className="grid gap-4">
					<NextPanel payment={payment} actor={actor} />
					{children}
				</div>
			</div>
		</>
	);
}

function FactsPanel({ payment }: { payment: PaymentPage }) {
	return (
		<Panel title={m.disbursement_facts_title()}>
			<SummaryList
				rows={[
					{ term: m.disbursement_column_payee(), value: payment.payeeName, note: payment.accountName },
					payment.stripeAccount
						? {
								term: m.disbursement_rail(),
								value: m.disbursement_rail_stripe({ account: payment.stripeAccount }),
								note:
									payment.ownShareDong > 0n
										? m.disbursement_with_own_share({ amount: formatDong(payment.ownShareDong, getLocale()) })
										: undefined,
							}
						: {
								term: m.disbursement_column_account(),
								value: `${bankOf(payment.bankBin)?.shortName ?? payment.bankBin}, ${maskedAccount(payment.last4)}`,
								note: payment.newLast4
									? m.disbursement_account_corrected({ account: maskedAccount(payment.newLast4) })
									: undefined,
							},
					{
						term: m.disbursement_column_for(),
						value: (
							<>
								{payment.businessName}, <ReferenceLink reference={payment.application} />
							</>
						),
						note: (
							<TextLink to={`/finance/statements/application/${payment.application}`}>
								{m.disbursement_statement_of({ application: payment.application })}
							</TextLink>
						),
					},
					...(payment.paidOn
						? [
								{
									term: m.disbursement_paid_day(),
									value: <span className="num">{formatDate(payment.paidOn, getLocale())}</span>,
								},
							]
						: []),
					{
						term: m.disbursement_column_claim(),
						value: <ReferenceLink reference={payment.claim} />,
						note: kindInWords(payment) || undefined,
					},
				]}
			/>
		</Panel>
	);
}

/** What a person can do about it now, or that nothing is to be done. */
function NextPanel({ payment, actor }: Omit<Props, "children">) {
	const { state, reference, rail } = payment;
	if (!canPay(actor).allowed) return null;
	if (rail === "stripe" && awaitsBank(state)) return <StripeAnswer reference={reference} />;
	if (payment.events[0]?.what === "came-back") {
		return (
			<Panel rule="red" title={m.disbursement_stripe_came_back_title()}>
				<p className="mb-3">{m.disbursement_stripe_came_back_text()}</p>
				<CorrectionLink payment={payment} />
			</Panel>
		);
	}
	if (awaitsBank(state)) return <BankAnswerForm payment={payment} />;
	if (state === "failed") {
		const again = canReschedule(actor, payment);
		return (
			<Panel
				rule="red"
				title={
					isUndone(payment.events[0]?.what)
						? m.disbursement_failed_corrected_title()
						: m.disbursement_failed_title({ rail })
				}
			>
				<p className="mb-3">{m.disbursement_failed_next()}</p>
				<ButtonLink
					to={`/finance/payments/${reference}/reschedule`}
					disabledReason={again.allowed ? undefined : reasonText(again.reason)}
				>
					{m.disbursement_reschedule()}
				</ButtonLink>
			</Panel>
		);
	}
	return (
		<Panel title={m.disbursement_next_title()}>
			<p>{state === "paid" ? m.disbursement_next_paid() : m.disbursement_next_scheduled({ rail })}</p>
			{rail === "bank-file" && payment.paidBy ? (
				<>
					<p className="mt-3 mb-1 text-ink2 text-small">{m.disbursement_paid_wrong_text()}</p>
					<CorrectionLink payment={payment} />
					<p className="mt-3">
						<TextLink to={`/finance/payments/${reference}/day`}>{m.disbursement_paid_day_change()}</TextLink>
					</p>
				</>
			) : null}
		</Panel>
	);
}

/** On to the reversal of what booked the payment. */
function CorrectionLink({ payment: { paidBy } }: { payment: PaymentPage }) {
	return paidBy ? (
		<TextLink to={`/finance/corrections/new?transfer=${paidBy}`}>{m.disbursement_paid_wrong()}</TextLink>
	) : null;
}

/** Stripe's answer is not typed in: it comes by itself, or is asked for. */
function StripeAnswer({ reference }: { reference: string }) {
	return (
		<Panel rule="yellow" title={m.disbursement_stripe_ask_title()}>
			<p className="mb-3">{m.disbursement_stripe_ask_text()}</p>
			<ButtonLink to={`/finance/payments/${reference}/ask-stripe`}>{m.disbursement_stripe_ask()}</ButtonLink>
		</Panel>
	);
}

/** What happened to a payment, newest on top, with the words of the bank or of Stripe. */
function PaymentTrail({ payment: { events, rail } }: { payment: PaymentPage }) {
	return (
		<Timeline
			events={events.map((event, at) => ({
				id: event.id,
				state: isTrouble(event.what) ? "trouble" : "done",
				title: paymentEventTitle(
					event.what,
					rail,
					events.slice(at + 1).some(({ what }) => what === "sent"),
				),
				when: formatDateTime(event.at, getLocale()),
				dateTime: event.at.toISOString(),
				detail: event.actorName,
				quote: event.said ?? undefined,
			}))}
		/>
	);
}

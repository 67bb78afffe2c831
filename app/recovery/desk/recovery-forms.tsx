import type { WhatStops } from "#app/disbursement/stop/open-claims.server.ts";
import { WhatStopsPanel } from "#app/disbursement/stop/what-stops.tsx";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import {
	DateField,
	HiddenField,
	MoneyField,
	RadioField,
	SubmitButton,
	TextAreaField,
	TextField,
} from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong, formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { decisionForm, noticeForm, receiptForm } from "../recovery.forms.ts";
import { dayBoxes } from "../recovery-text.ts";
import type { AskingBack } from "./asking-back.server.ts";
import type { RecoveryPage } from "./recovery-page.server.ts";

/** What is asked back of a payment; nothing reaches the business before another officer has confirmed it. */
export function NewRecoveryScreen({
	asking,
	stopping,
	recoveryId,
}: {
	asking: AskingBack;
	/** What is stopped with it. */
	stopping: WhatStops;
	recoveryId: string;
}) {
	const { payment, ask, askableDong } = asking;
	const locale = getLocale();
	const form = useActionForm(noticeForm, {
		saved: {
			amount: formatDongPlain(askableDong, locale),
			...dayBoxes("answerBy", asking.answerBy),
			...dayBoxes("dueOn", asking.dueOn),
		},
	});
	return (
		<>
			<BackLink to={`/finance/payments/${payment}/answer`}>
				<Unbroken text={m.recovery_new_back({ payment })} part={payment} />
			</BackLink>
			<PageTitle lead={m.recovery_new_lead()}>
				<Unbroken text={m.recovery_new_title({ payment })} part={payment} />
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Panel rule="yellow">
					<ActionFormShell form={form}>
						<HiddenField name="recoveryId" value={recoveryId} />
						<MoneyField
							form={form}
							name="amount"
							label={m.recovery_amount()}
							hint={m.recovery_amount_hint({ amount: formatDong(askableDong, locale) })}
						/>
						<TextAreaField
							form={form}
							name="reason"
							label={m.recovery_reason()}
							hint={m.recovery_reason_hint()}
							rows={4}
						/>
						<DateField form={form} name="answerBy" label={m.recovery_answer_by()} hint={m.recovery_answer_by_hint()} />
						<DateField form={form} name="dueOn" label={m.recovery_due_on()} hint={m.recovery_due_on_hint()} />
						<div className="actions">
							<SubmitButton form={form} disabledReason={ask.allowed ? undefined : reasonText(ask.reason)}>
								{m.recovery_new_do()}
							</SubmitButton>
						</div>
					</ActionFormShell>
				</Panel>
				<div className="grid gap-4">
					<AskingFacts asking={asking} />
					<WhatStopsPanel {...stopping} />
				</div>
			</div>
		</>
	);
}

function AskingFacts({ asking }: { asking: AskingBack }) {
	const locale = getLocale();
	const { amountDong, askableDong, payeeName, paidOn, businessName, application, notices } = asking;
	const paid = { amount: formatDong(amountDong, locale), payee: payeeName };
	return (
		<Panel title={m.recovery_facts_title()}>
			<SummaryList
				rows={[
					{
						term: m.recovery_fact_payment(),
						value: <span className="num">{formatDong(amountDong, locale)}</span>,
						note: paidOn ? m.recovery_fact_paid({ ...paid, date: formatDate(paidOn, locale) }) : undefined,
					},
					{
						term: m.recovery_column_business(),
						value: businessName,
						note: (
							<TextLink to={`/finance/statements/application/${application}`}>
								{m.disbursement_statement_of({ application })}
							</TextLink>
						),
					},
					{ term: m.recovery_askable(), value: <span className="num">{formatDong(askableDong, locale)}</span> },
					...(notices.length > 0
						? [
								{
									term: m.recovery_earlier(),
									value: notices.map(({ reference, amountDong: asked }) => (
										<div key={reference} className="num">
											<TextLink to={`/finance/recoveries/${reference}`}>{reference}</TextLink>,{" "}
											{formatDong(asked, locale)}
										</div>
									)),
								},
							]
						: []),
				]}
			/>
		</Panel>
	);
}

type DeskProps = { recovery: RecoveryPage };

function DeskTitle({ recovery: { reference }, children }: DeskProps & { children: string }) {
	return (
		<>
			<BackLink to={`/finance/recoveries/${reference}`}>
				<Unbroken text={m.recovery_back({ reference })} part={reference} />
			</BackLink>
			<PageTitle>
				<Unbroken text={children} part={reference} />
			</PageTitle>
		</>
	);
}

/** Keep, lower or drop, with reasons that the business reads. What does not fit the state is not offered. */
export function DecisionScreen({ recovery, dueOn }: DeskProps & { dueOn: PlainDate }) {
	const { reference, state, contest, amountDong, decide, planned, tooNew } = recovery;
	const form = useActionForm(decisionForm, { saved: dayBoxes("dueOn", dueOn) });
	const amount = formatDong(amountDong, getLocale());
	const keep = { value: "keep", label: m.recovery_keep({ amount }) };
	const lower = { value: "lower", label: m.recovery_lower(), hint: planned ? m.recovery_lower_hint() : undefined };
	const isUnsent = state === "drafted";
	const drop = {
		value: "drop",
		label: m.recovery_drop(),
		hint: isUnsent ? m.recovery_drop_hint_unsent() : m.recovery_drop_hint(),
	};
	const lowers = state === "contested" || state === "due";
	return (
		<>
			<DeskTitle recovery={recovery}>{m.recovery_decide_title({ reference })}</DeskTitle>
			<Panel rule="yellow">
				{contest ? <blockquote className="timeline-quote mb-4 whitespace-pre-line">{contest}</blockquote> : null}
				<ActionFormShell form={form}>
					<RadioField
						form={form}
						name="decision"
						label={m.recovery_decide_question()}
						choices={[...(state === "contested" ? [keep] : []), ...(lowers ? [lower] : []), drop]}
					/>
					{lowers ? (
						<MoneyField
							form={form}
							name="amount"
							label={m.recovery_new_amount()}
							hint={m.recovery_new_amount_hint({ amount })}
							optional="sometimes"
						/>
					) : null}
					{lowers && !planned ? (
						<DateField form={form} name="dueOn" label={m.recovery_due_on()} hint={m.recovery_due_again_hint()} />
					) : null}
					<TextAreaField
						form={form}
						name="reasons"
						label={m.recovery_reasons()}
						hint={isUnsent ? m.recovery_reasons_hint_unsent() : m.recovery_reasons_hint()}
						rows={4}
					/>
					{isUnsent ? null : <p className="mb-4">{m.recovery_by_two_hint()}</p>}
					<div className="actions">
						<SubmitButton
							form={form}
							disabledReason={decide.allowed ? (isUnsent ? undefined : tooNew) : reasonText(decide.reason)}
						>
							{m.recovery_decide_submit()}
						</SubmitButton>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}

/** Money that came back, as the bank's statement shows it. */
export function ReceiptScreen({ recovery, receiptId, today }: DeskProps & { receiptId: string; today: PlainDate }) {
	const { reference, standing, receive } = recovery;
	const locale = getLocale();
	const { next, leftDong } = standing;
	const form = useActionForm(receiptForm, {
		saved: { amount: formatDongPlain(next?.amountDong ?? leftDong, locale), ...dayBoxes("receivedOn", today) },
	});
	return (
		<>
			<DeskTitle recovery={recovery}>{m.recovery_receipt_title({ reference })}</DeskTitle>
			<Panel rule="yellow">
				<ActionFormShell form={form}>
					<HiddenField name="receiptId" value={receiptId} />
					<MoneyField
						form={form}
						name="amount"
						label={m.recovery_received_amount()}
						hint={m.recovery_received_hint({ amount: formatDong(leftDong, locale) })}
					/>
					<DateField form={form} name="receivedOn" label={m.recovery_received_on()} />
					<TextField
						form={form}
						name="bankReference"
						label={m.recovery_bank_reference()}
						hint={m.recovery_bank_reference_hint()}
						width="w20"
						code
						maxLength={100}
					/>
					<p className="mb-4">{m.recovery_receipt_by_two_hint()}</p>
					<div className="actions">
						<SubmitButton form={form} disabledReason={receive.allowed ? undefined : reasonText(receive.reason)}>
							{m.recovery_receipt_submit()}
						</SubmitButton>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}

import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { DateField, HiddenField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { Actor } from "#app/house/access.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { formatDate, formatDateTime, formatDateWithWeekday, type PlainDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { confirmDayForm, declineDayForm, proposeDayForm, withdrawDayForm } from "./day-change.forms.ts";
import { canEndDay } from "./day-change.rules.ts";
import type { DayChangePage } from "./day-changes.server.ts";

type Props = {
	page: DayChangePage;
	actor: Actor;
	changeId: string;
	/** The day that a statement says, where its task led here. */
	asked: PlainDate | null;
};

/** Another day for a payment or a batch: one person proposes it here, another confirms it. */
export function DayChangeScreen({ page, actor, changeId, asked }: Props) {
	const { kind, reference, from, open } = page;
	const isPayment = kind === "paid-on";
	const back = isPayment ? `/finance/payments/${reference}/answer` : `/finance/batches/${reference}`;
	return (
		<>
			<BackLink to={back}>
				{isPayment ? m.correction_of_payment({ of: reference }) : m.disbursement_batch_title({ reference })}
			</BackLink>
			<PageTitle lead={isPayment ? m.day_change_paid_lead() : m.day_change_executes_lead()}>
				<Unbroken
					text={isPayment ? m.day_change_paid_title({ reference }) : m.day_change_executes_title({ reference })}
					part={reference}
				/>
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Panel title={m.day_change_facts()}>
					<SummaryList
						rows={[
							{
								term: isPayment ? m.day_change_paid_now() : m.day_change_executes_now(),
								value: <span className="num">{formatDateWithWeekday(from, getLocale())}</span>,
							},
							...(open
								? [
										{
											term: m.day_change_to(),
											value: <span className="num">{formatDateWithWeekday(open.toDay, getLocale())}</span>,
											note: open.reason,
										},
										{
											term: m.correction_fact_proposed(),
											value: open.proposedByName,
											note: formatDateTime(open.proposedAt, getLocale()),
										},
									]
								: []),
						]}
					/>
				</Panel>
				{open ? <EndPanel actor={actor} open={open} /> : <ProposePanel page={page} changeId={changeId} asked={asked} />}
			</div>
		</>
	);
}

function ProposePanel({ page, changeId, asked }: Omit<Props, "actor">) {
	const { kind, earliest, today, suggested, ownBusiness } = page;
	const [year = "", month = "", day = ""] = (asked ?? suggested ?? "").split("-");
	const form = useActionForm(proposeDayForm, {
		form: "propose",
		saved: { "on.day": day, "on.month": month, "on.year": year },
	});
	const locale = getLocale();
	const hint =
		kind === "paid-on"
			? m.day_change_paid_hint({ from: formatDate(earliest, locale), to: formatDate(today, locale) })
			: m.day_change_executes_hint({ from: formatDate(today, locale) });
	return (
		<Panel rule="yellow" title={m.day_change_propose_title()}>
			<ActionFormShell form={form}>
				<HiddenField name="changeId" value={changeId} />
				<DateField form={form} name="on" label={m.day_change_to()} hint={hint} />
				<TextAreaField
					form={form}
					name="reason"
					label={m.correction_reason()}
					hint={kind === "paid-on" ? m.correction_reason_hint() : m.day_change_reason_hint()}
					rows={3}
				/>
				<div className="actions">
					<SubmitButton
						form={form}
						disabledReason={ownBusiness ? reasonText("correction_refusal_your_business") : undefined}
					>
						{m.correction_new_propose()}
					</SubmitButton>
				</div>
				<p className="mt-2 text-ink2 text-small">{m.day_change_next()}</p>
			</ActionFormShell>
		</Panel>
	);
}

/** The proposer may take it back; everybody else may confirm or decline. */
function EndPanel({ actor, open }: { actor: Actor; open: NonNullable<DayChangePage["open"]> }) {
	const withdraw = useActionForm(withdrawDayForm, { form: "withdraw" });
	const confirm = useActionForm(confirmDayForm, { form: "confirm" });
	const decline = useActionForm(declineDayForm, { form: "decline" });
	const mayConfirm = canEndDay(actor, open.asSeen, "confirmed");
	const mayDecline = canEndDay(actor, open.asSeen, "declined");
	const tooNew = newlyGivenReason(actor, "finance_officer");
	return (
		<Panel rule="yellow" title={m.correction_next()}>
			<ActionFormShell form={confirm}>
				<div className="actions">
					<SubmitButton form={confirm} disabledReason={mayConfirm.allowed ? tooNew : reasonText(mayConfirm.reason)}>
						{m.day_change_confirm()}
					</SubmitButton>
				</div>
			</ActionFormShell>
			{open.proposedBy === actor.personId ? (
				<ActionFormShell form={withdraw} className="mt-4">
					<SubmitButton form={withdraw} look="secondary">
						{m.correction_withdraw()}
					</SubmitButton>
				</ActionFormShell>
			) : null}
			{mayDecline.allowed ? (
				<details className="mt-4">
					<summary>{m.correction_decline()}</summary>
					<ActionFormShell form={decline} className="form mt-3">
						<TextAreaField form={decline} name="reason" label={m.correction_decline_reason()} rows={2} />
						<div className="actions">
							<SubmitButton form={decline} look="secondary">
								{m.correction_decline()}
							</SubmitButton>
						</div>
					</ActionFormShell>
				</details>
			) : null}
		</Panel>
	);
}

import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { Actor } from "#app/house/access.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canPay } from "../disbursement.access.ts";
import { holderForm } from "../disbursement.forms.ts";
import { maskedAccount } from "../disbursement-text.ts";
import type { StripeAccountPage } from "./confirm-holder.server.ts";
import { StripeAccountTag } from "./payee-at-stripe.tsx";

type Props = { page: StripeAccountPage; actor: Actor; isSetUp: boolean };

/** The payee as the city knows it beside the holder as Stripe tells: an officer says that they are the same. */
export function HolderScreen({ page, actor, isSetUp }: Props) {
	const form = useActionForm(holderForm);
	const { payee, business, holder, state, seal, confirmed } = page;
	const locale = getLocale();
	const permission = canPay(actor);
	return (
		<>
			<BackLink to="/finance">{m.disbursement_due_title()}</BackLink>
			<ActionFormShell form={form} className="">
				<PageTitle lead={m.disbursement_holder_lead()}>{m.disbursement_holder_title()}</PageTitle>
				<HiddenField name="seal" value={seal} />
				<div className="grid gap-4 lg:grid-cols-2">
					<Panel title={m.disbursement_holder_ours()}>
						<SummaryList
							rows={[
								{ term: m.disbursement_column_payee(), value: payee.name },
								{
									term: m.disbursement_provider_account_tax_code(),
									value: <span className="num">{payee.taxCode}</span>,
								},
								{ term: m.disbursement_column_for(), value: business },
								{ term: m.disbursement_holder_form(), value: formOf(page) },
							]}
						/>
					</Panel>
					<Panel title={m.disbursement_holder_theirs()}>
						<SummaryList
							rows={[
								{ term: m.disbursement_holder_name(), value: holder?.name ?? m.disbursement_holder_none() },
								{
									term: m.disbursement_provider_account_tax_code(),
									value: holder?.taxIdGiven ? m.disbursement_holder_tax_given() : m.disbursement_holder_tax_missing(),
								},
								{ term: m.disbursement_column_account(), value: <BankOf page={page} /> },
								{
									term: m.disbursement_stripe_state(),
									value: <StripeAccountTag state={state} />,
									note: page.checkedAt
										? m.disbursement_stripe_checked({ at: formatDateTime(page.checkedAt, locale) })
										: undefined,
								},
							]}
						/>
					</Panel>
				</div>
				{confirmed ? (
					<p className="mt-4">
						{m.disbursement_holder_confirmed({ name: confirmed.byName, at: formatDateTime(confirmed.at, locale) })}
					</p>
				) : (
					<div className="actions mt-4">
						<SubmitButton
							form={form}
							disabledReason={permission.allowed ? whyNot(page, isSetUp) : m.disbursement_read_only()}
						>
							{m.disbursement_holder_confirm()}
						</SubmitButton>
						<p className="text-ink2 text-small">{m.disbursement_holder_confirm_note()}</p>
					</div>
				)}
			</ActionFormShell>
		</>
	);
}

function whyNot({ state }: StripeAccountPage, isSetUp: boolean): string | undefined {
	if (!isSetUp) return reasonText("disbursement_refusal_stripe_off");
	return state === "to-confirm" ? undefined : reasonText("disbursement_refusal_stripe_no_holder");
}

function formOf({ formEmail, openedAt }: StripeAccountPage): string {
	const date = formatDate(openedAt, getLocale());
	return formEmail
		? m.disbursement_holder_form_mailed({ email: formEmail, date })
		: m.disbursement_holder_form_own({ date });
}

function BankOf({ page: { holder } }: Pick<Props, "page">) {
	if (!holder?.bank) return m.disbursement_holder_none();
	const { name, last4, holderName } = holder.bank;
	return (
		<>
			{name ? `${name}, ` : ""}
			<span className="num">{maskedAccount(last4)}</span>
			{holderName ? <span className="block">{holderName}</span> : null}
		</>
	);
}

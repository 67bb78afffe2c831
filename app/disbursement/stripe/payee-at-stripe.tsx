import { Check, CircleDashed, Hourglass, type LucideIcon } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { mailFormForm, payeeAccountForm } from "../disbursement.forms.ts";
import { isFilledIn, type StripeAccountState } from "../stripe-api/stripe.rules.ts";
import { NotLed, ToStripeForm } from "../stripe-api/to-stripe.tsx";
import type { PayeeAtStripe, PayeeAtStripePage } from "./stripe-account.server.ts";

const faces: Record<StripeAccountState | "none", { icon: LucideIcon; tone: Tone; label: () => string }> = {
	none: { icon: CircleDashed, tone: "yellow", label: m.disbursement_stripe_state_none },
	"to-fill-in": { icon: CircleDashed, tone: "yellow", label: m.disbursement_stripe_state_to_fill_in },
	"in-check": { icon: Hourglass, tone: "blue", label: m.disbursement_stripe_state_in_check },
	"to-confirm": { icon: Hourglass, tone: "blue", label: m.disbursement_stripe_state_to_confirm },
	ready: { icon: Check, tone: "green", label: m.disbursement_stripe_state_ready },
};

/** Whether an account at Stripe can be paid to: icon, word and tone. */
export function StripeAccountTag({ state }: { state: StripeAccountState | null }) {
	const { icon, tone, label } = faces[state ?? "none"];
	return (
		<Tag icon={icon} tone={tone}>
			{label()}
		</Tag>
	);
}

/** What Stripe said last of an account: when, and how much is still to be filled in. */
function saidOf({ dueCount, checkedAt }: PayeeAtStripe): string | undefined {
	if (!checkedAt) return undefined;
	const as = m.disbursement_stripe_checked({ at: formatDateTime(checkedAt, getLocale()) });
	return dueCount > 0 ? `${m.disbursement_stripe_due({ count: dueCount })}. ${as}` : as;
}

type Props = {
	page: PayeeAtStripePage;
	isSetUp: boolean;
	/** Why the button did not lead to its form. */
	notLed: string | null;
};

/** The account of a claim's payee at Stripe: opened here, filled in there by whoever is paid. */
export function PayeeAtStripeScreen({ page, isSetUp, notLed }: Props) {
	const { claim, application, payee, account } = page;
	const form = useActionForm(payeeAccountForm, { form: "account" });
	const toFillIn = !isFilledIn(account?.state);
	return (
		<>
			<BackLink to={`/applications/${application}/money`}>{m.disbursement_money_title()}</BackLink>
			<ActionFormShell form={form}>
				<PageTitle lead={payee ? m.disbursement_stripe_lead(payee) : m.disbursement_stripe_no_payee()}>
					{m.disbursement_stripe_title()}
				</PageTitle>
				{notLed === null ? null : <NotLed why={notLed} />}
				<SummaryList
					rows={[
						{ term: m.disbursement_column_claim(), value: claim },
						{
							term: m.disbursement_stripe_state(),
							value: <StripeAccountTag state={account?.state ?? null} />,
							note: account ? saidOf(account) : undefined,
						},
						...(account?.form ? [mailedRow(account.form)] : []),
					]}
				/>
				{payee && toFillIn ? (
					<>
						<p>
							{payee.kind === "provider" ? m.disbursement_stripe_provider(payee) : m.disbursement_stripe_business()}
						</p>
						<div className="actions">
							<SubmitButton
								form={form}
								disabledReason={isSetUp ? undefined : reasonText("disbursement_refusal_stripe_off")}
							>
								{account
									? m.disbursement_stripe_check()
									: payee.kind === "provider"
										? m.disbursement_stripe_open_mail()
										: m.disbursement_stripe_open()}
							</SubmitButton>
						</div>
					</>
				) : null}
			</ActionFormShell>
			{payee && toFillIn && account ? (
				payee.kind === "provider" ? (
					<MailAgain />
				) : (
					<ToStripeForm action={`/claims/${claim}/stripe/continue`} label={m.disbursement_stripe_continue()} />
				)
			) : null}
		</>
	);
}

function mailedRow({ email, askedAt }: NonNullable<PayeeAtStripe["form"]>): SummaryRow {
	const at = formatDateTime(askedAt, getLocale());
	return { term: m.disbursement_stripe_mailed(), value: email, note: m.disbursement_stripe_mailed_at({ at }) };
}

function MailAgain() {
	const form = useActionForm(mailFormForm, { form: "mail" });
	return (
		<ActionFormShell form={form} className="mt-4">
			<SubmitButton form={form} look="secondary">
				{m.disbursement_stripe_mail_again()}
			</SubmitButton>
		</ActionFormShell>
	);
}

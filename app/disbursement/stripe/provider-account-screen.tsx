import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { isFilledIn } from "../stripe-api/stripe.rules.ts";
import { NotLed, ToStripeForm } from "../stripe-api/to-stripe.tsx";
import { StripeAccountTag } from "./payee-at-stripe.tsx";
import type { ProviderAccountPage } from "./payee-form.server.ts";

type Props = {
	token: string;
	/** Null for a link that is none, is over or was replaced. */
	page: ProviderAccountPage | null;
	/** Stripe sent the person back. */
	cameBack: boolean;
	notLed: string | null;
};

/** What a provider's mailed link opens: for which customer it is to be paid, and the way to Stripe's form. */
export function ProviderAccountScreen({ token, page, cameBack, notLed }: Props) {
	if (!page && cameBack) {
		return (
			<PageTitle lead={m.disbursement_provider_account_back_text()}>
				{m.disbursement_provider_account_back_title()}
			</PageTitle>
		);
	}
	if (!page) {
		return (
			<PageTitle lead={m.disbursement_provider_account_dead_text()}>
				{m.disbursement_provider_account_dead_title()}
			</PageTitle>
		);
	}
	const { name, taxCode, business, sentTo, state } = page;
	const done = isFilledIn(state);
	return (
		<>
			<PageTitle
				lead={done ? m.disbursement_provider_account_done() : m.disbursement_provider_account_lead({ business })}
			>
				{m.disbursement_provider_account_title({ name })}
			</PageTitle>
			{notLed === null ? null : <NotLed why={notLed} />}
			<SummaryList
				rows={[
					{ term: m.disbursement_provider_account_customer(), value: business },
					{ term: m.disbursement_provider_account_tax_code(), value: <span className="num">{taxCode}</span> },
					{ term: m.disbursement_stripe_state(), value: <StripeAccountTag state={state} /> },
					{ term: m.disbursement_provider_account_sent_to(), value: sentTo },
				]}
			/>
			{done ? null : (
				<>
					<p>{m.disbursement_provider_account_text()}</p>
					<div className="actions">
						<ToStripeForm token={token} label={m.disbursement_stripe_continue()} />
					</div>
				</>
			)}
		</>
	);
}

import { formatDong } from "#app/kernel/dong.ts";
import { m } from "#messages/messages.js";
import type { paymentFacts } from "./facts.ts";
import { Ledger } from "./ledger.tsx";
import type { InLocale } from "./mail-template.ts";

/** Who gets a payment, into which account, how much. */
export function PaymentLedger({ locale, ...payment }: InLocale<typeof paymentFacts>) {
	const account =
		payment.rail === "stripe"
			? "Stripe"
			: m.emails_account_ending({ bank: payment.bank, digits: payment.accountLast4 }, { locale });
	return (
		<Ledger
			rows={[
				{ label: m.emails_payment_reference({}, { locale }), value: payment.payment },
				{ label: m.emails_payee({}, { locale }), value: payment.payee },
				{ label: m.emails_account({}, { locale }), value: account },
			]}
			total={{ label: m.emails_amount({}, { locale }), value: formatDong(payment.amountDong, locale) }}
		/>
	);
}

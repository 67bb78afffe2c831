import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { paymentFacts, plainDate } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { PaymentLedger } from "./parts/payment-ledger.tsx";

export const schema = paymentFacts.extend({ paidOn: plainDate });

export function subject(facts: z.output<typeof schema>, locale: Locale): string {
	const { reference, payment } = facts;
	const amount = formatDong(facts.amountDong, locale);
	return m.emails_disbursement_paid_subject(
		{ reference, payment, amount, date: formatDate(facts.paidOn, locale) },
		{ locale },
	);
}

/** To the business: the bank, or Stripe, says that the money has arrived. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, payment, rail, url } = facts;
	const date = formatDate(facts.paidOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_disbursement_paid_title({ amount: formatDong(facts.amountDong, locale) }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_disbursement_paid_text({ rail, payment, date }, { locale })}</Paragraph>
			<PaymentLedger locale={locale} {...facts} />
			<Action locale={locale} label={m.emails_open_money({}, { locale })} url={url} />
		</MailLayout>
	);
}

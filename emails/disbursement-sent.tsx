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

export const schema = paymentFacts.extend({ sentOn: plainDate });

export function subject({ reference, payment, amountDong, rail }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_disbursement_sent_subject(
		{ rail, reference, payment, amount: formatDong(amountDong, locale) },
		{ locale },
	);
}

/** To the business: the payment has left for the bank or for Stripe. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, payment, rail, url } = facts;
	const date = formatDate(facts.sentOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_disbursement_sent_title({ amount: formatDong(facts.amountDong, locale) }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_disbursement_sent_text({ rail, payment, date }, { locale })}</Paragraph>
			<PaymentLedger locale={locale} {...facts} />
			<Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_open_money({}, { locale })} url={url} />
		</MailLayout>
	);
}

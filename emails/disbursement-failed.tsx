import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { paymentFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";
import { PaymentLedger } from "./parts/payment-ledger.tsx";

/** `bankAnswer`: the bank's own words. `payeeKind`: only a business can mend its own account; a provider is asked. */
export const schema = paymentFacts.extend({ bankAnswer: words, payeeKind: z.enum(["provider", "business"]) });

export function subject({ reference, amountDong, rail }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_disbursement_failed_subject({ rail, reference, amount: formatDong(amountDong, locale) }, { locale });
}

/** To the business: the bank sent the money back; it is not lost; who mends what. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, payment, bankAnswer: answer, rail, url } = facts;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_disbursement_failed_title({ rail, amount: formatDong(facts.amountDong, locale) }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_disbursement_failed_text({ payment, business }, { locale })}</Paragraph>
			<Paragraph>{m.emails_disbursement_failed_bank_said({ rail, answer }, { locale })}</Paragraph>
			<PaymentLedger locale={locale} {...facts} />
			{facts.payeeKind === "business" ? (
				<>
					<YourMove locale={locale} what={m.emails_disbursement_failed_check_account({ rail }, { locale })} />
					<Paragraph>{m.emails_disbursement_failed_business({ rail }, { locale })}</Paragraph>
				</>
			) : (
				<Paragraph>{m.emails_disbursement_failed_provider({}, { locale })}</Paragraph>
			)}
			<Action locale={locale} label={m.emails_disbursement_failed_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

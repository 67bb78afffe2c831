import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { paymentFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { PaymentLedger } from "./parts/payment-ledger.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/**
 * `bankAnswer`: the bank's own words, or the finance officer's who corrected it. `because`: the bank returned it, or it had been recorded as paid and was corrected.
 */
export const schema = paymentFacts.extend({
	bankAnswer: words,
	because: z.enum(["returned", "recorded-wrongly", "taken-back"]),
});

type Facts = z.output<typeof schema>;

export function subject({ reference, amountDong, rail, because }: Facts, locale: Locale): string {
	const amount = formatDong(amountDong, locale);
	if (because !== "returned") return m.emails_disbursement_corrected_subject({ reference, amount }, { locale });
	return m.emails_disbursement_failed_subject({ rail, reference, amount }, { locale });
}

/** What happened, in the title, a sentence and the words of who said so. */
function happened(facts: Facts, locale: Locale): { title: string; text: string; said: string } {
	const { rail, payment, business, bankAnswer, because } = facts;
	const amount = formatDong(facts.amountDong, locale);
	const names = { payment, business };
	if (because === "returned") {
		return {
			title: m.emails_disbursement_failed_title({ rail, amount }, { locale }),
			text: m.emails_disbursement_failed_text(names, { locale }),
			said: m.emails_disbursement_failed_bank_said({ rail, answer: bankAnswer }, { locale }),
		};
	}
	const text = because === "taken-back" ? m.emails_disbursement_taken_back_text : m.emails_disbursement_corrected_text;
	return {
		title: m.emails_disbursement_corrected_title({ amount }, { locale }),
		text: text(names, { locale }),
		said: m.emails_disbursement_corrected_said({ said: bankAnswer }, { locale }),
	};
}

/** To the business: the bank sent the money back; it is not lost; who mends what. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, url } = facts;
	const { title, text, said } = happened(facts, locale);
	return (
		<MailLayout
			locale={locale}
			title={title}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{text}</Paragraph>
			<Paragraph>{said}</Paragraph>
			<PaymentLedger locale={locale} {...facts} />
			<YourTurn locale={locale} asked={facts} label={m.emails_disbursement_failed_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

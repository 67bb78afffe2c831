import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = applicationFacts.extend({
	provider: words,
	claim: words,
	payableDong: dong,
	bank: words,
	accountLast4: z.string().regex(/^\d{4}$/),
});

export function subject({ reference, payableDong }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_to_be_paid_subject({ reference, amount: formatDong(payableDong, locale) }, { locale });
}

/** To a provider: how much it is going to be paid, and to which account, so that it can object in time. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, provider, claim, payableDong, bank, accountLast4 } = facts;
	const options = { locale };
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_to_be_paid_title({ provider }, options)}
			name={name}
			why={m.emails_why_provider_known({ provider }, options)}
		>
			<Paragraph>{m.emails_provider_to_be_paid_text({ claim, business, reference }, options)}</Paragraph>
			<Ledger
				rows={[
					{ label: m.emails_payee({}, options), value: provider },
					{
						label: m.emails_account({}, options),
						value: m.emails_account_ending({ bank, digits: accountLast4 }, options),
					},
				]}
				total={{ label: m.emails_amount({}, options), value: formatDong(payableDong, locale) }}
			/>
			<Paragraph>{m.emails_provider_to_be_paid_not_yours({ association, reference }, options)}</Paragraph>
		</MailLayout>
	);
}

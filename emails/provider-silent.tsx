import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `email`: where the provider was asked. */
export const schema = applicationFacts.extend({ provider: words, email: words, askedOn: plainDate });

export function subject({ reference, provider, askedOn }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_silent_subject({ reference, provider, date: formatDate(askedOn, locale) }, { locale });
}

/** To the business: a provider has not answered the agreement for days, and what can be done about it. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, provider, email, url } = facts;
	const date = formatDate(facts.askedOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_silent_title({ provider }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_provider_silent_text({ provider, email, date }, { locale })}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_provider_silent_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({
	name: words,
	provider: words,
	business: words,
	number: words,
	payer: words,
	inForceOn: plainDate,
	url: link,
});

export function subject({ business, number }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_in_force_subject({ business, number }, { locale });
}

/** To each provider that is a party: all have accepted, and what it does now. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, provider, business, number, payer, url } = facts;
	const date = formatDate(facts.inForceOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_in_force_title({}, { locale })}
			name={name}
			why={m.emails_why_provider({ business, provider }, { locale })}
		>
			<Paragraph>{m.emails_provider_in_force_text({ number, date, business, payer }, { locale })}</Paragraph>
			<Paragraph>{m.emails_provider_in_force_copy({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_provider_asked_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

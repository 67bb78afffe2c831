import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `person` answered for the provider; `decideBy`: until when the money is held. */
export const schema = applicationFacts.extend({ provider: words, person: words, reasons: words, decideBy: plainDate });

export function subject({ reference, provider }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_declined_subject({ reference, provider }, { locale });
}

/** To the business: a provider has declined, why, and the two ways on. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, provider, person, reasons, url } = facts;
	const date = formatDate(facts.decideBy, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_declined_title({ provider }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_provider_declined_text({ person, provider, reasons }, { locale })}</Paragraph>
			<YourMove locale={locale} what={m.emails_provider_declined_move({ date }, { locale })} />
			<Action locale={locale} label={m.emails_provider_declined_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

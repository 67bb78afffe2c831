import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `person` answered for the provider. */
export const schema = applicationFacts.extend({ provider: words, person: words, reasons: words });

export function subject({ reference, provider }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_declined_subject({ reference, provider }, { locale });
}

/** To the business: a provider has declined, why, and the two ways on. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, provider, person, reasons, url } = facts;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_declined_title({ provider }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_provider_declined_text({ person, provider, reasons }, { locale })}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_provider_declined_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

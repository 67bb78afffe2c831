import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/** Nothing of the business and its money: whoever answered once for a provider may be gone, or never was of it. */
export const schema = applicationFacts.omit({ business: true }).extend({ provider: words });

export function subject({ reference, provider }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_answered_elsewhere_subject({ reference, provider }, { locale });
}

/** To an address at which a provider has answered before: this time another one did, and money is about to follow. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, association, provider } = facts;
	const options = { locale };
	return (
		<MailLayout
			locale={locale}
			title={m.emails_answered_elsewhere_title({ provider }, options)}
			name={name}
			why={m.emails_why_provider_known({ provider }, options)}
		>
			<Paragraph>{m.emails_answered_elsewhere_text({ provider, reference }, options)}</Paragraph>
			<Paragraph>{m.emails_answered_elsewhere_call({ association, reference }, options)}</Paragraph>
		</MailLayout>
	);
}

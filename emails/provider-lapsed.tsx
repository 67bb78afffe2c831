import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({ name: words, provider: words, business: words, number: words });

export function subject({ business, number }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_lapsed_subject({ business, number }, { locale });
}

/** To each provider that was asked and did not decline: the agreement is over, and nothing is paid under it. */
export function Mail({ locale, name, provider, business, number }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_lapsed_title({}, { locale })}
			name={name}
			why={m.emails_why_provider({ business, provider }, { locale })}
		>
			<Paragraph>{m.emails_provider_lapsed_text({ number, business }, { locale })}</Paragraph>
			<Paragraph>{m.emails_provider_lapsed_again({ business }, { locale })}</Paragraph>
		</MailLayout>
	);
}

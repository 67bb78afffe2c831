import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({
	name: words,
	provider: words,
	taxCode: words,
	business: words,
	days: z.number().int(),
	url: link,
});

export function subject({ business }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_account_subject({ business }, { locale });
}

/** To a provider that is paid through Stripe: where it gives Stripe its papers and its bank account. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, provider, taxCode, business, days, url } = facts;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_account_title({}, { locale })}
			name={name}
			why={m.emails_why_provider({ business, provider }, { locale })}
		>
			<Paragraph>{m.emails_provider_account_text({ business, provider, taxCode }, { locale })}</Paragraph>
			<Paragraph>{m.emails_provider_account_who({ days }, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_provider_account_button({}, { locale })} url={url} />
			<Paragraph>{m.emails_provider_account_real({}, { locale })}</Paragraph>
		</MailLayout>
	);
}

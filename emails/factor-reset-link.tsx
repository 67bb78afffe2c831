import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({
	name: words,
	first: words,
	second: words,
	until: z.iso.datetime().transform((text) => new Date(text)),
	url: link,
});

export function subject(_facts: z.output<typeof schema>, locale: Locale): string {
	return m.emails_factor_link_subject({}, { locale });
}

/** To a person whose lost second factor two administrators let them set up anew. */
export function Mail({ locale, name, first, second, until, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_factor_link_title({}, { locale })}
			name={name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{m.emails_factor_link_text({ first, second }, { locale })}</Paragraph>
			<Paragraph>{m.emails_factor_link_until({ until: formatDateTime(until, locale) }, { locale })}</Paragraph>
			<Paragraph>{m.emails_people_not_expected_own({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_factor_link_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

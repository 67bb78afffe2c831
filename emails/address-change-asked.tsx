import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({ name: words, newEmail: words, url: link });

export function subject(_facts: z.output<typeof schema>, locale: Locale): string {
	return m.emails_address_asked_subject({}, { locale });
}

/** To the address in use, when another is to take its place: whoever reads it can stop that. */
export function Mail({ locale, name, newEmail, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_address_asked_title({}, { locale })}
			name={name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{m.emails_address_asked_text({ email: newEmail }, { locale })}</Paragraph>
			<Paragraph>{m.emails_address_asked_not_you({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_address_asked_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

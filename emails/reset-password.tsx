import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({ name: words, url: link });

export function subject(_facts: z.output<typeof schema>, locale: Locale): string {
	return m.emails_reset_password_subject({}, { locale });
}

/** To a person who forgot their password: the link with which they choose a new one. */
export function Mail({ locale, name, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_reset_password_title({}, { locale })}
			name={name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{m.emails_reset_password_text({}, { locale })}</Paragraph>
			<Paragraph>{m.emails_reset_password_not_you({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_reset_password_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

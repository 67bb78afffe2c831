import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({ name: words, by: words, url: link });

export function subject(_facts: z.output<typeof schema>, locale: Locale): string {
	return m.emails_factor_reminder_subject({}, { locale });
}

/** To somebody of staff who cannot work yet, since they have no second factor. */
export function Mail({ locale, name, by, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_factor_reminder_title({}, { locale })}
			name={name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{m.emails_factor_reminder_text({ by }, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_factor_reminder_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

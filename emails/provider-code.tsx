import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/** `code` is put in its place when the mail is sent. */
export const schema = z.object({ name: words, provider: words, business: words, code: words, minutes: z.int().min(1) });

export function subject({ business }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_code_subject({ business }, { locale });
}

/** To a provider: the code with which it answers, as it asked for on its page. */
export function Mail({ locale, name, provider, business, code, minutes }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_code_title({ code }, { locale })}
			name={name}
			why={m.emails_why_provider({ business, provider }, { locale })}
		>
			<Paragraph>{m.emails_provider_code_text({ minutes }, { locale })}</Paragraph>
			<Paragraph>{m.emails_provider_code_not_you({}, { locale })}</Paragraph>
		</MailLayout>
	);
}

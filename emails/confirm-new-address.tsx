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
	return m.emails_confirm_new_address_subject({}, { locale });
}

/** To the new address of a person who changes theirs: the link that confirms it. */
export function Mail({ locale, name, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_confirm_new_address_title({}, { locale })}
			name={name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{m.emails_confirm_new_address_text({}, { locale })}</Paragraph>
			<Paragraph>{m.emails_confirm_new_address_not_you({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_confirm_new_address_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `endsOn`: the last day on which the first of the files is still there; the page says the day of each. */
export const schema = z.object({ name: words, business: words, url: link, files: z.int().min(1), endsOn: plainDate });

export function subject({ endsOn }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_vault_files_end_subject({ date: formatDate(endsOn, locale) }, { locale });
}

/** To the people of a business with no application in hand: documents that nothing has used for long will go. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, business, files, url } = facts;
	const date = formatDate(facts.endsOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_vault_files_end_title({}, { locale })}
			name={name}
			why={m.emails_why_member({ business }, { locale })}
		>
			<Paragraph>{m.emails_vault_files_end_text({ date, count: files }, { locale })}</Paragraph>
			<YourMove locale={locale} what={m.emails_vault_files_end_move({ date }, { locale })} />
			<Action locale={locale} label={m.emails_vault_files_end_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

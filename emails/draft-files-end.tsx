import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, plainDate } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `endsOn`: the last day on which the files are still there. */
export const schema = applicationFacts.extend({ files: z.int().min(1), endsOn: plainDate });

export function subject({ reference, endsOn }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_draft_files_end_subject({ reference, date: formatDate(endsOn, locale) }, { locale });
}

/** To the people of a business: a draft that nobody has touched for long loses its files. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, files, url } = facts;
	const date = formatDate(facts.endsOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_draft_files_end_title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_draft_files_end_text({ reference, date, count: files }, { locale })}</Paragraph>
			<YourMove locale={locale} what={m.emails_draft_files_end_move({ date }, { locale })} />
			<Action locale={locale} label={m.emails_draft_files_end_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

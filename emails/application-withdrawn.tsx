import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = applicationFacts;

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_application_withdrawn_subject({ reference }, { locale });
}

/** To the association's reviewers: nobody needs to answer any more. */
export function Mail({ locale, name, reference, business, association, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_application_withdrawn_title({}, { locale })}
			name={name}
			why={m.emails_why_reviewer({ association }, { locale })}
		>
			<Paragraph>{m.emails_application_withdrawn_text({ business, reference, association }, { locale })}</Paragraph>
			<Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

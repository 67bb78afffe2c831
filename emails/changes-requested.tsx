import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `missing`: the reviewer's own words. */
export const schema = applicationFacts.extend({ missing: words });

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_changes_requested_subject({ reference }, { locale });
}

/** To the business: what the reviewer needs before deciding. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, url, missing } = facts;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_changes_requested_title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_changes_requested_text({ association, reference }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_changes_requested_what({}, { locale })}</SmallHeading>
			<Paragraph>{missing}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";

/** `reason`: in the words of whoever cancelled it. */
export const schema = applicationFacts.extend({ reason: words });

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_application_cancelled_subject({ reference }, { locale });
}

/** To the business: the agreement was ended before anything was claimed, and why. */
export function Mail({ locale, name, reference, business, association, reason, url }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_application_cancelled_title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_application_cancelled_text({ association, reference, business }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_reason({}, { locale })}</SmallHeading>
			<Paragraph>{reason}</Paragraph>
			<Action locale={locale} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

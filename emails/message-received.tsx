import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/** `from` is the side that wrote; the reader belongs to the other. */
export const schema = applicationFacts.extend({ from: z.enum(["business", "association"]) });

type Facts = z.output<typeof schema>;

function writer({ from, business, association }: Facts): string {
	return from === "business" ? business : association;
}

export function subject(facts: Facts, locale: Locale): string {
	return m.emails_message_received_subject({ reference: facts.reference, from: writer(facts) }, { locale });
}

/** That something new is in the thread of a case. What was said stays there, behind the sign-in. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, url } = facts;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_message_received_title({}, { locale })}
			name={name}
			why={
				facts.from === "association"
					? m.emails_why_business({ business, reference }, { locale })
					: m.emails_why_reviewer({ association }, { locale })
			}
		>
			<Paragraph>{m.emails_message_received_text({ from: writer(facts), reference }, { locale })}</Paragraph>
			<Paragraph>{m.emails_message_received_where({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_message_received_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";

/** `reason`: in the words of who decided. */
export const schema = applicationFacts.extend({ decision: z.enum(["go-on", "end"]), reason: words });

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_payments_decided_subject({ reference }, { locale });
}

/** To the business: what was decided about its stopped payments, and why. */
export function Mail({ locale, name, reference, business, decision, reason, url }: InLocale<typeof schema>) {
	const options = { locale };
	const goesOn = decision === "go-on";
	return (
		<MailLayout
			locale={locale}
			title={
				goesOn ? m.emails_payments_decided_go_on_title({}, options) : m.emails_payments_decided_end_title({}, options)
			}
			name={name}
			why={m.emails_why_business({ business, reference }, options)}
		>
			<Paragraph>
				{goesOn
					? m.emails_payments_decided_go_on({ reference }, options)
					: m.emails_payments_decided_end({ reference }, options)}
			</Paragraph>
			<SmallHeading>{m.emails_reason({}, options)}</SmallHeading>
			<Paragraph>{reason}</Paragraph>
			<Action locale={locale} label={m.emails_open_application({}, options)} url={url} />
		</MailLayout>
	);
}

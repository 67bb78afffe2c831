import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, plainDate } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/** `acceptBy`: the day that passed. */
export const schema = applicationFacts.extend({ amountDong: dong, acceptBy: plainDate });

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_agreement_lapsed_subject({ reference }, { locale });
}

/** To the business: the time to sign is over, the money went back, and the way on. */
export function Mail({ locale, name, reference, business, url, ...facts }: InLocale<typeof schema>) {
	const amount = formatDong(facts.amountDong, locale);
	const date = formatDate(facts.acceptBy, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_agreement_lapsed_title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_agreement_lapsed_text({ reference, amount, date }, { locale })}</Paragraph>
			<Paragraph>{m.emails_agreement_lapsed_again({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

export const schema = applicationFacts.extend({ acceptedBy: words, acceptedOn: plainDate, amountDong: dong });

export function subject({ reference, amountDong }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_agreement_accepted_subject({ reference, amount: formatDong(amountDong, locale) }, { locale });
}

/** To the business, once someone with the right to bind it accepted the terms. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, acceptedBy: person, url } = facts;
	const date = formatDate(facts.acceptedOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_agreement_accepted_title({ amount: formatDong(facts.amountDong, locale) }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_agreement_accepted_text({ person, business, association, date }, { locale })}</Paragraph>
			<Paragraph>{m.emails_agreement_accepted_next({}, { locale })}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

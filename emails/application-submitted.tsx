import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong, plainDate, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

export const schema = applicationFacts.extend({ programme: words, askedDong: dong, answerBy: plainDate });

export function subject({ reference, answerBy }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_application_submitted_subject({ reference, date: formatDate(answerBy, locale) }, { locale });
}

/** The receipt to the business. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, programme, url } = facts;
	const amount = formatDong(facts.askedDong, locale);
	const date = formatDate(facts.answerBy, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_application_submitted_title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>
				{m.emails_application_submitted_text({ association, reference, business, date }, { locale })}
			</Paragraph>
			<Ledger
				rows={[
					{ label: m.emails_reference({}, { locale }), value: reference },
					{ label: m.emails_programme({}, { locale }), value: programme },
					{ label: m.emails_answer_by({}, { locale }), value: date },
				]}
				total={{ label: m.emails_application_submitted_amount({}, { locale }), value: amount }}
			/>
			<Paragraph>{m.emails_application_submitted_next({}, { locale })}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { dong, plainDate, recoveryFacts, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

export const schema = recoveryFacts.extend({
	amountDong: dong,
	reason: words,
	answerBy: plainDate,
	dueOn: plainDate,
	office: words,
});

export function subject(facts: z.output<typeof schema>, locale: Locale): string {
	const { reference, amountDong, answerBy } = facts;
	const amount = formatDong(amountDong, locale);
	return m.emails_recovery_notice_subject({ reference, amount, date: formatDate(answerBy, locale) }, { locale });
}

/** To the business, once a second officer has confirmed the notice. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, recovery, payment, office, url } = facts;
	const amount = formatDong(facts.amountDong, locale);
	const date = formatDate(facts.answerBy, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_recovery_notice_title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_recovery_notice_text({ office, business, amount, payment }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_recovery_reason({}, { locale })}</SmallHeading>
			<Paragraph>{facts.reason}</Paragraph>
			<Ledger
				rows={[
					{ label: m.emails_recovery_reference({}, { locale }), value: recovery },
					{ label: m.emails_recovery_answer_by({}, { locale }), value: date },
					{ label: m.emails_recovery_due_on({}, { locale }), value: formatDate(facts.dueOn, locale) },
				]}
				total={{ label: m.emails_recovery_amount({}, { locale }), value: amount }}
			/>
			<Paragraph>{m.emails_recovery_notice_silence({}, { locale })}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_recovery_open({}, { locale })} url={url} />
		</MailLayout>
	);
}

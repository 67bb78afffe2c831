import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `amountDong`: all that the provider receives; `number`: of the agreement. */
export const schema = applicationFacts.extend({
	provider: words,
	payer: words,
	number: words,
	amountDong: dong,
	answerBy: plainDate,
	isReminder: z.boolean().default(false),
});

export function subject(mail: z.output<typeof schema>, locale: Locale): string {
	const { reference, business, provider, answerBy, isReminder } = mail;
	const facts = { reference, business, provider, date: formatDate(answerBy, locale) };
	return isReminder
		? m.emails_provider_asked_reminder_subject(facts, { locale })
		: m.emails_provider_asked_subject(facts, { locale });
}

/** To a provider, who has no account: what it is asked, by whom, how to tell that the mail is real, and its link. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, business, association, provider, payer, number } = facts;
	const date = formatDate(facts.answerBy, locale);
	const amount = formatDong(facts.amountDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_asked_title({ amount }, { locale })}
			name={name}
			why={m.emails_why_provider({ business, provider }, { locale })}
		>
			<Paragraph>{m.emails_provider_asked_text({ business, association, provider, payer }, { locale })}</Paragraph>
			<YourMove locale={locale} what={m.emails_provider_asked_move({ date }, { locale })} />
			<Paragraph>{m.emails_provider_asked_how({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_provider_asked_button({}, { locale })} url={facts.url} />
			<Paragraph>{m.emails_provider_asked_real({ association, number }, { locale })}</Paragraph>
		</MailLayout>
	);
}

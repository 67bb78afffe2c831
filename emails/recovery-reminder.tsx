import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { dong, plainDate, recoveryFacts } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `day`: of the answer, of the next part, or since which one is overdue. */
export const schema = recoveryFacts.extend({
	kind: z.enum(["answer", "soon", "overdue"]),
	amountDong: dong,
	day: plainDate,
});

const subjects = {
	answer: m.emails_recovery_remind_answer_subject,
	soon: m.emails_recovery_remind_soon_subject,
	overdue: m.emails_recovery_remind_overdue_subject,
};
const titles = {
	answer: m.emails_recovery_remind_answer_title,
	soon: m.emails_recovery_remind_soon_title,
	overdue: m.emails_recovery_remind_overdue_title,
};

export function subject({ reference, kind, amountDong, day }: z.output<typeof schema>, locale: Locale): string {
	return subjects[kind](
		{ reference, amount: formatDong(amountDong, locale), date: formatDate(day, locale) },
		{ locale },
	);
}

/** To the business, before the day to answer, before each day to pay, and while one has passed. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, recovery, kind, url } = facts;
	const amount = formatDong(facts.amountDong, locale);
	const date = formatDate(facts.day, locale);
	const move = {
		answer: m.emails_recovery_notice_move,
		soon: m.emails_recovery_pay_move,
		overdue: m.emails_recovery_overdue_move,
	}[kind];
	return (
		<MailLayout
			locale={locale}
			title={titles[kind]({ amount, date }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_recovery_remind_text({ amount, recovery }, { locale })}</Paragraph>
			<YourMove locale={locale} what={move({ amount, date }, { locale })} />
			{kind === "answer" ? null : <Paragraph>{m.emails_recovery_remind_paid({}, { locale })}</Paragraph>}
			<Action locale={locale} label={m.emails_recovery_open({}, { locale })} url={url} />
		</MailLayout>
	);
}

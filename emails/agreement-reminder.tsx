import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, plainDate } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `daysLeft`: working days after today, 0 on the last day. `extensionDays`: left out once the extension was taken. */
export const schema = applicationFacts.extend({
	amountDong: dong,
	acceptBy: plainDate,
	daysLeft: z.int().min(0),
	extensionDays: z.int().min(1).optional(),
});

export function subject({ reference, acceptBy, daysLeft }: z.output<typeof schema>, locale: Locale): string {
	const date = formatDate(acceptBy, locale);
	return daysLeft === 0
		? m.emails_agreement_reminder_subject_today({ reference, date }, { locale })
		: m.emails_agreement_reminder_subject({ reference, date, days: daysLeft }, { locale });
}

/** To the business, at the programme's fixed steps before the reservation lapses. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, daysLeft, extensionDays, url } = facts;
	const date = formatDate(facts.acceptBy, locale);
	const amount = formatDong(facts.amountDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={
				daysLeft === 0
					? m.emails_agreement_reminder_title_today({}, { locale })
					: m.emails_agreement_reminder_title({ days: daysLeft }, { locale })
			}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_agreement_reminder_text({ amount, business, date }, { locale })}</Paragraph>
			<YourMove locale={locale} what={m.emails_application_approved_move({ date }, { locale })} />
			{extensionDays && (
				<Paragraph>{m.emails_agreement_reminder_extend({ days: extensionDays }, { locale })}</Paragraph>
			)}
			<Action locale={locale} label={m.emails_application_approved_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

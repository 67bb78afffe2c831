import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `paidDong`: all payments of the application. The button leads to measuring again. */
export const schema = applicationFacts.extend({ paidDong: dong });

export function subject({ reference, paidDong }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_application_completed_subject({ reference, amount: formatDong(paidDong, locale) }, { locale });
}

/** To the business: all is paid; what changed shows once it measures itself again. */
export function Mail({ locale, name, reference, business, paidDong, url }: InLocale<typeof schema>) {
	const amount = formatDong(paidDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_application_completed_title({ reference }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_application_completed_text({ amount, business }, { locale })}</Paragraph>
			<YourMove locale={locale} what={m.emails_application_completed_move({}, { locale })} />
			<Paragraph>{m.emails_application_completed_measure({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_application_completed_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

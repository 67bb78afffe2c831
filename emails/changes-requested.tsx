import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, plainDate, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading, YourMove } from "./parts/paragraph.tsx";

/** `missing`: the reviewer's own words. `sendBy`: only where the programme sets a day for it. */
export const schema = applicationFacts.extend({ missing: words, sendBy: plainDate.optional() });

export function subject({ reference, sendBy }: z.output<typeof schema>, locale: Locale): string {
	return sendBy
		? m.emails_changes_requested_subject_by({ reference, date: formatDate(sendBy, locale) }, { locale })
		: m.emails_changes_requested_subject({ reference }, { locale });
}

/** To the business: what the reviewer needs before deciding. */
export function Mail({
	locale,
	name,
	reference,
	business,
	association,
	url,
	missing,
	sendBy,
}: InLocale<typeof schema>) {
	const move = sendBy
		? m.emails_changes_requested_move_by({ date: formatDate(sendBy, locale) }, { locale })
		: m.emails_changes_requested_move({}, { locale });
	return (
		<MailLayout
			locale={locale}
			title={m.emails_changes_requested_title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_changes_requested_text({ association, reference }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_changes_requested_what({}, { locale })}</SmallHeading>
			<Paragraph>{missing}</Paragraph>
			<YourMove locale={locale} what={move} />
			<Action locale={locale} label={m.emails_changes_requested_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

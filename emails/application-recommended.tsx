import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `by`: the first person, who is never the second. `because`: why there is to be one; mails of before do not say. */
export const schema = applicationFacts.extend({ amountDong: dong, by: words, because: words.optional() });

export function subject({ reference, amountDong }: z.output<typeof schema>, locale: Locale): string {
	const amount = formatDong(amountDong, locale);
	return m.emails_application_recommended_subject({ reference, amount }, { locale });
}

/** To the association's other reviewers: an approval waits for a second person. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, by, because, url } = facts;
	const amount = formatDong(facts.amountDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_application_recommended_title({}, { locale })}
			name={name}
			why={m.emails_why_reviewer({ association }, { locale })}
		>
			<Paragraph>{m.emails_application_recommended_text({ by, reference, business, amount }, { locale })}</Paragraph>
			{because ? <Paragraph>{because}</Paragraph> : null}
			<YourTurn locale={locale} asked={facts} label={m.emails_application_received_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, plainDate } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/**
 * `acceptBy`: the day that passed; `closedYear`: the year that was closed before it; `because`: the business had accepted,
 * and a provider did not answer, or had declined so that the business ended it.
 */
export const schema = applicationFacts.extend({
	amountDong: dong,
	acceptBy: plainDate,
	closedYear: z.int().optional(),
	because: z.enum(["provider-silent", "given-up"]).optional(),
});

const words = {
	"provider-silent": {
		subject: m.emails_agreement_lapsed_provider_subject,
		text: m.emails_agreement_lapsed_provider_text,
	},
	"given-up": { subject: m.emails_agreement_lapsed_given_up_subject, text: m.emails_agreement_lapsed_given_up_text },
};

export function subject({ reference, closedYear, because }: z.output<typeof schema>, locale: Locale): string {
	if (closedYear !== undefined) return m.emails_agreement_lapsed_closed_subject({ reference }, { locale });
	if (because) return words[because].subject({ reference }, { locale });
	return m.emails_agreement_lapsed_subject({ reference }, { locale });
}

/** To the business: the time to sign is over or the year was closed, the money went back, and the way on. */
export function Mail({ locale, name, reference, business, url, ...facts }: InLocale<typeof schema>) {
	const amount = formatDong(facts.amountDong, locale);
	const date = formatDate(facts.acceptBy, locale);
	const { closedYear, because } = facts;
	const text = because ? words[because].text : m.emails_agreement_lapsed_text;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_agreement_lapsed_title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>
				{closedYear === undefined
					? text({ reference, amount, date }, { locale })
					: m.emails_agreement_lapsed_closed_text({ reference, amount, year: closedYear }, { locale })}
			</Paragraph>
			<Paragraph>{m.emails_agreement_lapsed_again({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

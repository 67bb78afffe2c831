import { z } from "zod";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong, plainDate, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `reason`: why only in part, in the reviewer's words. The total is the sum of the lines. */
export const schema = applicationFacts.extend({
	decidedOn: plainDate,
	inPart: z.boolean(),
	lines: z.array(z.object({ label: words, amountDong: dong })).min(1),
	reason: words.optional(),
	acceptBy: plainDate,
});

type Facts = z.output<typeof schema>;

const total = (facts: Facts, locale: Locale) => formatDong(sumDong(facts.lines.map((line) => line.amountDong)), locale);

export function subject(facts: Facts, locale: Locale): string {
	const text = facts.inPart ? m.emails_application_approved_subject_part : m.emails_application_approved_subject;
	const date = formatDate(facts.acceptBy, locale);
	return text({ reference: facts.reference, amount: total(facts, locale), date }, { locale });
}

/** To the business: how much is reserved, and until when to sign. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, reason, url } = facts;
	const title = facts.inPart ? m.emails_application_approved_title_part : m.emails_application_approved_title;
	const amount = total(facts, locale);
	const date = formatDate(facts.decidedOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>
				{m.emails_application_approved_text({ association, reference, business, date }, { locale })}
			</Paragraph>
			<Ledger
				rows={facts.lines.map((line) => ({ label: line.label, value: formatDong(line.amountDong, locale) }))}
				total={{ label: m.emails_city_share({}, { locale }), value: amount }}
			/>
			{reason && <SmallHeading>{m.emails_reason({}, { locale })}</SmallHeading>}
			{reason && <Paragraph>{reason}</Paragraph>}
			<YourTurn locale={locale} asked={facts} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { dong, recoveryFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

export const schema = recoveryFacts.extend({
	amountDong: dong,
	reason: words,
	leftDong: dong,
});

export function subject({ reference, amountDong }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_receipt_corrected_subject({ reference, amount: formatDong(amountDong, locale) }, { locale });
}

/** To the business: a repayment that it was told of had been recorded wrongly, and does not count. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, recovery, url } = facts;
	const amount = formatDong(facts.amountDong, locale);
	const left = formatDong(facts.leftDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_receipt_corrected_title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_receipt_corrected_text({ amount, recovery, left }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_recovery_reason({}, { locale })}</SmallHeading>
			<Paragraph>{facts.reason}</Paragraph>
			{facts.turn || facts.waiting ? null : <Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>}
			<YourTurn locale={locale} asked={facts} label={m.emails_recovery_open({}, { locale })} url={url} />
		</MailLayout>
	);
}

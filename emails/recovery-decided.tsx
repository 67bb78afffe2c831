import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { dong, plainDate, recoveryFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** The amounts and the day are left out once the recovery was dropped. */
export const schema = recoveryFacts.extend({
	outcome: z.enum(["kept", "lowered", "dropped"]),
	reason: words,
	amountDong: dong.optional(),
	dueOn: plainDate.optional(),
});

export function subject(facts: z.output<typeof schema>, locale: Locale): string {
	const { reference, recovery, outcome, amountDong, dueOn } = facts;
	if (amountDong === undefined || dueOn === undefined) {
		return m.emails_recovery_dropped_subject({ reference, recovery }, { locale });
	}
	const terms = { amount: formatDong(amountDong, locale), date: formatDate(dueOn, locale) };
	return outcome === "lowered"
		? m.emails_recovery_lowered_subject({ reference, recovery, ...terms }, { locale })
		: m.emails_recovery_kept_subject({ reference, recovery, ...terms }, { locale });
}

/** To the business: what it said was looked at, or the city asks for less on its own accord. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, recovery, outcome, amountDong, url } = facts;
	const amount = formatDong(amountDong ?? 0n, locale);
	const title = {
		kept: m.emails_recovery_kept_title,
		lowered: m.emails_recovery_lowered_title,
		dropped: m.emails_recovery_dropped_title,
	}[outcome];
	return (
		<MailLayout
			locale={locale}
			title={title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_recovery_decided_text({ recovery }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_recovery_reason({}, { locale })}</SmallHeading>
			<Paragraph>{facts.reason}</Paragraph>
			{facts.turn || facts.waiting ? null : <Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>}
			<YourTurn locale={locale} asked={facts} label={m.emails_recovery_open({}, { locale })} url={url} />
		</MailLayout>
	);
}

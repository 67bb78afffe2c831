import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { dong, plainDate, recoveryFacts } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

export const schema = recoveryFacts.extend({
	receivedDong: dong,
	receivedOn: plainDate,
	leftDong: dong,
});

export function subject(facts: z.output<typeof schema>, locale: Locale): string {
	const { reference, leftDong } = facts;
	const amount = formatDong(facts.receivedDong, locale);
	return leftDong === 0n
		? m.emails_recovery_settled_subject({ reference, amount }, { locale })
		: m.emails_recovery_received_subject({ reference, amount, left: formatDong(leftDong, locale) }, { locale });
}

/** To the business: a receipt for what came back, and what is left; or that all of it is back. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, recovery, leftDong, url } = facts;
	const amount = formatDong(facts.receivedDong, locale);
	const date = formatDate(facts.receivedOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={
				leftDong === 0n
					? m.emails_recovery_settled_title({}, { locale })
					: m.emails_recovery_received_title({ amount }, { locale })
			}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_recovery_received_text({ amount, date, recovery }, { locale })}</Paragraph>
			<Ledger
				rows={[
					{ label: m.emails_recovery_reference({}, { locale }), value: recovery },
					{ label: m.emails_recovery_received({}, { locale }), value: amount },
				]}
				total={{ label: m.emails_recovery_left({}, { locale }), value: formatDong(leftDong, locale) }}
			/>
			{facts.turn || facts.waiting ? null : <Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>}
			<YourTurn locale={locale} asked={facts} label={m.emails_recovery_open({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { dong, recoveryFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `words`: what the business says against it. `parts`: in how many it will pay. */
export const schema = recoveryFacts.extend({
	answer: z.enum(["agreed", "contested", "planned"]),
	amountDong: dong,
	words: words.optional(),
	parts: z.int().min(2).optional(),
});

const subjects = {
	agreed: m.emails_recovery_agreed_subject,
	contested: m.emails_recovery_contested_subject,
	planned: m.emails_recovery_planned_subject,
};

export function subject({ reference, recovery, business, answer }: z.output<typeof schema>, locale: Locale): string {
	return subjects[answer]({ reference, recovery, business }, { locale });
}

/** To the finance officers: the business has answered a notice. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, business, recovery, answer, parts, url } = facts;
	const amount = formatDong(facts.amountDong, locale);
	const title = {
		agreed: m.emails_recovery_agreed_title,
		contested: m.emails_recovery_contested_title,
		planned: m.emails_recovery_planned_title,
	}[answer];
	return (
		<MailLayout
			locale={locale}
			title={title({ business }, { locale })}
			name={name}
			why={m.emails_why_finance({}, { locale })}
		>
			<Paragraph>
				{parts === undefined
					? m.emails_recovery_answered_text({ recovery, amount }, { locale })
					: m.emails_recovery_planned_text({ recovery, amount, parts }, { locale })}
			</Paragraph>
			{facts.words === undefined ? null : (
				<>
					<SmallHeading>{m.emails_recovery_says({ business }, { locale })}</SmallHeading>
					<Paragraph>{facts.words}</Paragraph>
				</>
			)}
			{facts.turn ? null : <Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>}
			<YourTurn locale={locale} asked={facts} label={m.emails_recovery_open_desk({}, { locale })} url={url} />
		</MailLayout>
	);
}

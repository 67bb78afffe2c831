import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, turnFacts } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `extensionDays`: where the last day can be moved. `mayBePaid`: money may be on its way to us. */
export const schema = applicationFacts.extend({
	turn: turnFacts,
	extensionDays: z.int().min(1).optional(),
	mayBePaid: z.boolean(),
});

type Facts = z.output<typeof schema>;

export function subject({ reference, turn: { what, by } }: Facts, locale: Locale): string {
	return m.emails_turn_reminder_subject({ reference, what, by: (by ?? "").replace(/\.$/, "") }, { locale });
}

/** To whoever's turn it is, at the fixed steps before its last day, and after it where it can still be done. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, turn, extensionDays, mayBePaid, url } = facts;
	const options = { locale };
	return (
		<MailLayout
			locale={locale}
			title={m.emails_turn_reminder_title({}, options)}
			name={name}
			why={m.emails_why_business({ business, reference }, options)}
		>
			<YourTurn locale={locale} asked={{ turn }} label={m.emails_open_application({}, options)} url={url} />
			{extensionDays ? <Paragraph>{m.emails_turn_reminder_extend({ days: extensionDays }, options)}</Paragraph> : null}
			{mayBePaid ? <Paragraph>{m.emails_turn_reminder_paid({}, options)}</Paragraph> : null}
		</MailLayout>
	);
}

import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/** `payeeKind`: the programme's setting, whom the city pays. */
export const schema = applicationFacts.extend({
	claim: words,
	subsidyDong: dong,
	payeeKind: z.enum(["provider", "business"]),
	payee: words,
});

export function subject({ reference, claim, subsidyDong }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_claim_verified_subject({ reference, claim, amount: formatDong(subsidyDong, locale) }, { locale });
}

/** To the business: its invoices were checked, the money is next. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, claim, payee, url } = facts;
	const paid =
		facts.payeeKind === "provider" ? m.emails_claim_verified_to_provider : m.emails_claim_verified_to_business;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_claim_verified_title({ amount: formatDong(facts.subsidyDong, locale) }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_claim_verified_text({ association, claim }, { locale })}</Paragraph>
			<Paragraph>
				{paid({ payee }, { locale })} {m.emails_nothing_to_do({}, { locale })}
			</Paragraph>
			<Action locale={locale} label={m.emails_open_money({}, { locale })} url={url} />
		</MailLayout>
	);
}

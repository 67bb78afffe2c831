import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

/** `claim` is the claim's own reference. */
export const schema = applicationFacts.extend({
	claim: words,
	costDong: dong,
	subsidyDong: dong,
	/** A mail written before there were advances is about costs. */
	kind: z.enum(["costs", "advance"]).default("costs"),
});

export function subject({ reference, claim, subsidyDong, kind }: z.output<typeof schema>, locale: Locale): string {
	if (kind === "advance") {
		const amount = formatDong(subsidyDong, locale);
		return m.emails_advance_submitted_subject({ reference, claim, amount }, { locale });
	}
	return m.emails_claim_submitted_subject({ reference, claim, amount: formatDong(subsidyDong, locale) }, { locale });
}

/** The receipt of a claim, to the business. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, claim, url } = facts;
	const amount = formatDong(facts.subsidyDong, locale);
	const isAdvance = facts.kind === "advance";
	const title = isAdvance ? m.emails_advance_submitted_title : m.emails_claim_submitted_title;
	const text = isAdvance ? m.emails_advance_submitted_text : m.emails_claim_submitted_text;
	const cost = {
		label: m.emails_claim_submitted_cost({}, { locale }),
		value: formatDong(facts.costDong, locale),
	};
	return (
		<MailLayout
			locale={locale}
			title={title({ amount }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{text({ association, claim, business }, { locale })}</Paragraph>
			<Ledger
				rows={[{ label: m.emails_claim_reference({}, { locale }), value: claim }, ...(isAdvance ? [] : [cost])]}
				total={{
					label: isAdvance ? m.emails_advance_amount({}, { locale }) : m.emails_city_share({}, { locale }),
					value: amount,
				}}
			/>
			<Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_open_money({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `owedDong`: what of it the business owes the city, as it had gone out; `toFinance`: to an officer, not the business. */
export const schema = applicationFacts.extend({ amountDong: dong, owedDong: dong, toFinance: z.boolean() });

export function subject({ reference, amountDong }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_own_share_taken_subject({ reference, amount: formatDong(amountDong, locale) }, { locale });
}

/** Stripe took back an own share that was paid in: to the business, and to the finance officers. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, owedDong, toFinance, url } = facts;
	const options = { locale };
	const amount = formatDong(facts.amountDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_own_share_taken_title({ amount }, options)}
			name={name}
			why={toFinance ? m.emails_why_finance({}, options) : m.emails_why_business({ business, reference }, options)}
		>
			<Paragraph>{m.emails_own_share_taken_text({ business, reference, amount }, options)}</Paragraph>
			<Paragraph>{whatFollows({ owedDong, toFinance }, locale)}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_open_application({}, options)} url={url} />
		</MailLayout>
	);
}

function whatFollows({ owedDong, toFinance }: { owedDong: bigint; toFinance: boolean }, locale: Locale): string {
	const options = { locale };
	if (owedDong === 0n) {
		return toFinance
			? m.emails_own_share_taken_finance_before({}, options)
			: m.emails_own_share_taken_before({}, options);
	}
	const owed = formatDong(owedDong, locale);
	return toFinance
		? m.emails_own_share_taken_finance({ owed }, options)
		: m.emails_own_share_taken_owed({ owed }, options);
}

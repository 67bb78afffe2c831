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

/** `payeeKind`: the programme's setting, whom the city pays. */
export const schema = applicationFacts.extend({
	claim: words,
	subsidyDong: dong,
	payeeKind: z.enum(["provider", "business"]),
	payee: words,
	/** A mail written before there were advances is about costs that are paid as they are. */
	kind: z.enum(["costs", "advance", "retention"]).default("costs"),
	offsetDong: dong.default(0n),
	retainedDong: dong.default(0n),
});

const texts = {
	costs: {
		subject: m.emails_claim_verified_subject,
		title: m.emails_claim_verified_title,
		text: m.emails_claim_verified_text,
	},
	advance: {
		subject: m.emails_advance_verified_subject,
		title: m.emails_advance_verified_title,
		text: m.emails_advance_verified_text,
	},
	retention: {
		subject: m.emails_retention_due_subject,
		title: m.emails_retention_due_title,
		text: m.emails_retention_due_text,
	},
};

export function subject({ reference, claim, subsidyDong, kind }: z.output<typeof schema>, locale: Locale): string {
	return texts[kind].subject({ reference, claim, amount: formatDong(subsidyDong, locale) }, { locale });
}

/** What is taken off; no row where it is nothing. */
function less(label: string, amountDong: bigint, locale: Locale) {
	return amountDong > 0n ? [{ label, value: `−\u00A0${formatDong(amountDong, locale)}` }] : [];
}

/** To the business: its invoices were checked, the money is next. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, claim, payee, url } = facts;
	const { kind, subsidyDong, offsetDong, retainedDong } = facts;
	const payableDong = subsidyDong - offsetDong - retainedDong;
	const paid =
		facts.payeeKind === "provider" ? m.emails_claim_verified_to_provider : m.emails_claim_verified_to_business;
	return (
		<MailLayout
			locale={locale}
			title={texts[kind].title({ amount: formatDong(facts.subsidyDong, locale) }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{texts[kind].text({ association, claim }, { locale })}</Paragraph>
			{payableDong < subsidyDong && (
				<Ledger
					rows={[
						{ label: m.emails_split_earned({}, { locale }), value: formatDong(subsidyDong, locale) },
						...less(m.emails_split_offset({}, { locale }), offsetDong, locale),
						...less(m.emails_split_retained({}, { locale }), retainedDong, locale),
					]}
					total={{ label: m.emails_split_payable({}, { locale }), value: formatDong(payableDong, locale) }}
				/>
			)}
			<Paragraph>
				{payableDong > 0n ? paid({ payee }, { locale }) : m.emails_split_nothing({}, { locale })}{" "}
				{m.emails_nothing_to_do({}, { locale })}
			</Paragraph>
			<Action locale={locale} label={m.emails_open_money({}, { locale })} url={url} />
		</MailLayout>
	);
}

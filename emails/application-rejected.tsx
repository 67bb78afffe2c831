import { z } from "zod";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, plainDate, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";

/** `legalBasis`: older refusals named none, and mails of before no `lines`: what the rules allow of each. */
export const schema = applicationFacts.extend({
	decidedOn: plainDate,
	lines: z.array(z.object({ label: words, amountDong: dong })).optional(),
	reason: words,
	legalBasis: words.optional(),
});

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_application_rejected_subject({ reference }, { locale });
}

/** To the business: not approved, why, by which law, and the way on. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, reason, legalBasis, lines, url } = facts;
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const date = formatDate(facts.decidedOn, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_application_rejected_title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>
				{m.emails_application_rejected_text({ association, reference, business, date }, { locale })}
			</Paragraph>
			{lines && (
				<Ledger
					rows={lines.map(({ label, amountDong }) => ({ label, value: money(amountDong) }))}
					total={{
						label: m.emails_application_rejected_total({}, { locale }),
						value: money(sumDong(lines.map(({ amountDong }) => amountDong))),
					}}
				/>
			)}
			<SmallHeading>{m.emails_reason({}, { locale })}</SmallHeading>
			<Paragraph>{reason}</Paragraph>
			{legalBasis && <SmallHeading>{m.emails_legal_basis({}, { locale })}</SmallHeading>}
			{legalBasis && <Paragraph>{legalBasis}</Paragraph>}
			<Paragraph>{m.emails_application_rejected_complain({ association }, { locale })}</Paragraph>
			<Paragraph>{m.emails_application_rejected_again({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_application_rejected_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

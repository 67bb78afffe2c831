import type { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, dong, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";

/** `leftDong`: what goes back; `toReturnDong`: what of an advance is not earned, where some is; `reason`: in the words of the association. */
export const schema = applicationFacts.extend({ leftDong: dong, toReturnDong: dong.optional(), reason: words });

export function subject({ reference }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_claims_ended_subject({ reference }, { locale });
}

/** To the business: its association has ended its claims, since none had come for long, and why. */
export function Mail({
	locale,
	name,
	reference,
	business,
	association,
	leftDong,
	toReturnDong,
	reason,
	url,
}: InLocale<typeof schema>) {
	const left = formatDong(leftDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={m.emails_claims_ended_title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_claims_ended_text({ association, reference, left }, { locale })}</Paragraph>
			{toReturnDong ? (
				<Paragraph>{m.emails_claims_ended_advance({ amount: formatDong(toReturnDong, locale) }, { locale })}</Paragraph>
			) : null}
			<SmallHeading>{m.emails_reason({}, { locale })}</SmallHeading>
			<Paragraph>{reason}</Paragraph>
			<Action locale={locale} label={m.emails_open_application({}, { locale })} url={url} />
		</MailLayout>
	);
}

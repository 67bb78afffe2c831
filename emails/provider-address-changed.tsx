import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

/** `after` is shown in part to who reads the former address: it may be a stranger's. */
export const schema = applicationFacts.extend({
	provider: words,
	before: z.email(),
	after: words,
	reader: z.enum(["provider", "reviewer"]),
});

export function subject({ reference, business, provider }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_provider_address_subject({ reference, business, provider }, { locale });
}

/** To the former address of a provider, and to the reviewers: the business named another one. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, provider, before, after, reader, url } = facts;
	const options = { locale };
	const toProvider = reader === "provider";
	return (
		<MailLayout
			locale={locale}
			title={m.emails_provider_address_title({ provider }, options)}
			name={name}
			why={
				toProvider
					? m.emails_why_provider({ business, provider }, options)
					: m.emails_why_reviewer({ association }, options)
			}
		>
			<Paragraph>{m.emails_provider_address_text({ business, provider, before, after, reference }, options)}</Paragraph>
			{toProvider ? (
				<Paragraph>{m.emails_provider_address_not_you({ provider, association, reference }, options)}</Paragraph>
			) : (
				<>
					<YourMove locale={locale} what={m.emails_provider_address_move({ provider }, options)} />
					<Action locale={locale} label={m.emails_application_received_button({}, options)} url={url} />
				</>
			)}
		</MailLayout>
	);
}

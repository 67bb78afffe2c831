import { Link } from "@react-email/components";
import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { colour } from "./parts/style.ts";

export const schema = z.object({ name: words, signInUrl: link, resetUrl: link });

export function subject(_facts: z.output<typeof schema>, locale: Locale): string {
	return m.emails_already_registered_subject({}, { locale });
}

/** To the owner of an address with which someone signed up again. Signing up itself does not tell that it is taken. */
export function Mail({ locale, name, signInUrl, resetUrl }: InLocale<typeof schema>) {
	return (
		<MailLayout
			locale={locale}
			title={m.emails_already_registered_title({}, { locale })}
			name={name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{m.emails_already_registered_text({}, { locale })}</Paragraph>
			<Paragraph>
				{m.emails_already_registered_forgot({}, { locale })}{" "}
				<Link href={resetUrl} style={{ color: colour.green, textDecoration: "underline" }}>
					{resetUrl}
				</Link>
			</Paragraph>
			<Paragraph>{m.emails_already_registered_not_you({}, { locale })}</Paragraph>
			<Action locale={locale} label={m.emails_already_registered_button({}, { locale })} url={signInUrl} />
		</MailLayout>
	);
}

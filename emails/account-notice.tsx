import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";

export const schema = z.object({
	name: words,
	kind: z.enum([
		"password-changed",
		"address-changed",
		"second-factor-on",
		"second-factor-off",
		"phone-changed",
		"codes-made",
		"backup-code-used",
		"new-browser",
	]),
	at: z.iso.datetime().transform((text) => new Date(text)),
	browser: z.string().default(""),
	left: z.number().int().default(0),
	/** Where to write to. */
	helpEmail: z.email(),
	/** To a new password; where the address has changed, which cannot get one any more, to the account. */
	url: link,
});

type Facts = z.output<typeof schema>;

const subjects = {
	"password-changed": m.emails_password_changed_subject,
	"address-changed": m.emails_address_changed_subject,
	"second-factor-on": m.emails_second_factor_on_subject,
	"second-factor-off": m.emails_factor_off_subject,
	"phone-changed": m.emails_phone_changed_subject,
	"codes-made": m.emails_codes_made_subject,
	"backup-code-used": m.emails_backup_code_used_subject,
	"new-browser": m.emails_new_browser_subject,
};

export function subject({ kind }: Facts, locale: Locale): string {
	return subjects[kind]({}, { locale });
}

function textOf({ kind, at, browser, left }: Facts, locale: Locale): string {
	const time = formatDateTime(at, locale);
	if (kind === "password-changed") return m.emails_password_changed_text({ time }, { locale });
	if (kind === "address-changed") return m.emails_address_changed_text({ time }, { locale });
	if (kind === "second-factor-off") return m.emails_factor_off_text({ time }, { locale });
	if (kind === "phone-changed") return m.emails_phone_changed_text({ time }, { locale });
	if (kind === "codes-made") return m.emails_codes_made_text({ time }, { locale });
	if (kind === "second-factor-on") return m.emails_second_factor_on_text({ time }, { locale });
	if (kind === "backup-code-used") return m.emails_backup_code_used_text({ time, left }, { locale });
	return m.emails_new_browser_text(
		{ time, browser: browser || m.emails_new_browser_unknown({}, { locale }) },
		{ locale },
	);
}

/** What to do if it was somebody else, and the button for it. */
function notYou({ kind, helpEmail }: Facts, locale: Locale): { text: string; button: string } {
	if (kind === "address-changed") {
		return {
			text: m.emails_address_changed_not_you({ email: helpEmail }, { locale }),
			button: m.emails_address_changed_button({}, { locale }),
		};
	}
	return { text: m.emails_notice_not_you({}, { locale }), button: m.emails_notice_button({}, { locale }) };
}

/** To a person with whose account something was done: if it was not them, what to do at once. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { text, button } = notYou(facts, locale);
	return (
		<MailLayout
			locale={locale}
			title={subject(facts, locale)}
			name={facts.name}
			why={m.emails_why_account({}, { locale })}
		>
			<Paragraph>{textOf(facts, locale)}</Paragraph>
			<Paragraph>{text}</Paragraph>
			<Action locale={locale} label={button} url={facts.url} />
		</MailLayout>
	);
}

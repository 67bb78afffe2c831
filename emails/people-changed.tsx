import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { type PeopleChange, peopleChanges } from "#app/kernel/people-changes.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { link, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, YourMove } from "./parts/paragraph.tsx";

const roles = {
	reviewer: m.house_role_reviewer,
	association_manager: m.house_role_association_manager,
	programme_officer: m.house_role_programme_officer,
	finance_officer: m.house_role_finance_officer,
	auditor: m.house_role_auditor,
	administrator: m.house_role_administrator,
};

const moment = z.iso.datetime().transform((text) => new Date(text));

/** `own`: the reader is whom it is about. `mayAnswer`: the reader is an administrator who can confirm it. */
export const schema = z.object({
	name: words,
	what: z.enum(peopleChanges),
	person: words,
	email: z.email(),
	by: words.optional(),
	role: z.enum(Object.keys(roles) as (keyof typeof roles)[]).optional(),
	association: words.optional(),
	basis: words.optional(),
	words: words.optional(),
	effectiveAt: moment.optional(),
	lapsesAt: moment.optional(),
	at: moment,
	own: z.boolean(),
	mayAnswer: z.boolean(),
	url: link,
});

type Facts = z.output<typeof schema>;

const phrases: Record<PeopleChange, (facts: { role: string }, options: { locale: Locale }) => string> = {
	"give-role:proposed": m.emails_people_role_proposed,
	"give-role:confirmed": m.emails_people_role_confirmed,
	"give-role:declined": m.emails_people_role_declined,
	"give-role:withdrawn": m.emails_people_role_withdrawn,
	"give-role:lapsed": m.emails_people_role_lapsed,
	"reset-factor:proposed": m.emails_people_reset_proposed,
	"reset-factor:confirmed": m.emails_people_reset_confirmed,
	"reset-factor:declined": m.emails_people_reset_declined,
	"reset-factor:withdrawn": m.emails_people_reset_withdrawn,
	"reset-factor:lapsed": m.emails_people_reset_lapsed,
	"reset-factor:done": m.emails_people_reset_done,
	"reopen:proposed": m.emails_people_reopen_proposed,
	"reopen:confirmed": m.emails_people_reopened,
	"reopen:declined": m.emails_people_reopen_declined,
	"reopen:withdrawn": m.emails_people_reopen_withdrawn,
	"reopen:lapsed": m.emails_people_reopen_lapsed,
	"role:granted": m.emails_people_granted,
	"role:revoked": m.emails_people_revoked,
	"account:suspended": m.emails_people_suspended,
	"account:reopened": m.emails_people_reopened,
	"account:signed-out": m.emails_people_signed_out,
};

/** "Giao vai trò Cán bộ tài chính, Hội Tin học". */
function phraseOf({ what, role, association }: Facts, locale: Locale): string {
	const name = role === undefined ? "" : roles[role]({}, { locale });
	return phrases[what]({ role: association ? `${name}, ${association}` : name }, { locale });
}

export function subject(facts: Facts, locale: Locale): string {
	const phrase = phraseOf(facts, locale);
	return facts.own
		? m.emails_people_subject_own({ phrase }, { locale })
		: m.emails_people_subject({ person: facts.person, phrase }, { locale });
}

function rowsOf(facts: Facts, locale: Locale): { label: string; value: string }[] {
	const rows: [(inputs: Record<string, never>, options: { locale: Locale }) => string, string | undefined][] = [
		[m.emails_people_who, `${facts.person}, ${facts.email}`],
		[m.emails_people_by, facts.by],
		[m.emails_people_at, formatDateTime(facts.at, locale)],
		[m.emails_people_basis, facts.basis],
		[m.emails_people_words, facts.words],
		[m.emails_people_effective, facts.effectiveAt && formatDateTime(facts.effectiveAt, locale)],
		[m.emails_people_lapses, facts.lapsesAt && formatDateTime(facts.lapsesAt, locale)],
	];
	return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label: label({}, { locale }), value }]));
}

/** To the other administrators, the auditors, and whom it is about: what was done about a person. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const why = facts.own ? m.emails_why_account({}, { locale }) : m.emails_why_people({}, { locale });
	return (
		<MailLayout locale={locale} title={subject(facts, locale)} name={facts.name} why={why}>
			<Ledger rows={rowsOf(facts, locale)} />
			{facts.mayAnswer ? <YourMove locale={locale} what={m.emails_people_move({}, { locale })} /> : null}
			<Paragraph>
				{facts.own ? m.emails_people_not_expected_own({}, { locale }) : m.emails_people_not_expected({}, { locale })}
			</Paragraph>
			<Action
				locale={locale}
				label={facts.own ? m.emails_people_open_own({}, { locale }) : m.emails_people_open({}, { locale })}
				url={facts.url}
			/>
		</MailLayout>
	);
}

import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, dong, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `outcome`: returned to be mended and sent again, or refused for good. `reason`: the reviewer's words. */
export const schema = applicationFacts.extend({
	claim: words,
	subsidyDong: dong,
	outcome: z.enum(["returned", "refused"]),
	reason: words,
	/** A mail written before there were advances is about costs. */
	kind: z.enum(["costs", "advance"]).default("costs"),
});

const texts = {
	returned: {
		subject: m.emails_claim_returned_subject,
		title: m.emails_claim_returned_title,
		text: m.emails_claim_returned_text,
	},
	refused: {
		subject: m.emails_claim_refused_subject,
		title: m.emails_claim_refused_title,
		text: m.emails_claim_refused_text,
	},
};

const advanceTexts: typeof texts = {
	returned: {
		subject: m.emails_advance_returned_subject,
		title: m.emails_advance_returned_title,
		text: m.emails_advance_returned_text,
	},
	refused: {
		subject: m.emails_advance_refused_subject,
		title: m.emails_advance_refused_title,
		text: m.emails_advance_refused_text,
	},
};

function textsOf({ kind, outcome }: z.output<typeof schema>) {
	return (kind === "advance" ? advanceTexts : texts)[outcome];
}

export function subject(facts: z.output<typeof schema>, locale: Locale): string {
	const { reference, claim } = facts;
	return textsOf(facts).subject({ reference, claim }, { locale });
}

/** To the business: the claim as sent is not paid, why, and whether it can be mended. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, claim, reason, url } = facts;
	const says = textsOf(facts);
	const amount = formatDong(facts.subsidyDong, locale);
	return (
		<MailLayout
			locale={locale}
			title={says.title({}, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{says.text({ association, claim, amount, business }, { locale })}</Paragraph>
			<SmallHeading>{m.emails_reason({}, { locale })}</SmallHeading>
			<Paragraph>{reason}</Paragraph>
			<YourTurn locale={locale} asked={facts} label={m.emails_claim_refused_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

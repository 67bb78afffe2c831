import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { applicationFacts, words } from "./parts/facts.ts";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph, SmallHeading } from "./parts/paragraph.tsx";
import { YourTurn } from "./parts/your-turn.tsx";

/** `toDecide`: to a programme officer, who decides; `reason`: why, where the business may read it already. */
export const schema = applicationFacts.extend({
	because: z.enum(["certificate", "recovery", "own-share"]),
	reason: words.optional(),
	toDecide: z.boolean(),
});

export function subject({ reference, toDecide }: z.output<typeof schema>, locale: Locale): string {
	return toDecide
		? m.emails_payments_stopped_decide_subject({ reference }, { locale })
		: m.emails_payments_stopped_subject({ reference }, { locale });
}

/** Payments of an application are stopped: to the business, and to those who decide. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, because, reason, toDecide, url } = facts;
	const options = { locale };
	const stopped = {
		certificate: m.emails_payments_stopped_certificate,
		recovery: m.emails_payments_stopped_recovery,
		"own-share": m.emails_payments_stopped_own_share,
	}[because]({ reference }, options);
	return (
		<MailLayout
			locale={locale}
			title={
				toDecide ? m.emails_payments_stopped_decide_title({}, options) : m.emails_payments_stopped_title({}, options)
			}
			name={name}
			why={toDecide ? m.emails_why_programme({}, options) : m.emails_why_business({ business, reference }, options)}
		>
			<Paragraph>{toDecide ? m.emails_payments_stopped_decide({ reference, business }, options) : stopped}</Paragraph>
			{reason ? (
				<>
					<SmallHeading>{m.emails_reason({}, options)}</SmallHeading>
					<Paragraph>{reason}</Paragraph>
				</>
			) : null}
			{toDecide ? null : <Paragraph>{m.emails_payments_stopped_nothing({}, options)}</Paragraph>}
			<YourTurn
				locale={locale}
				asked={facts}
				label={toDecide ? m.emails_payments_stopped_open({}, options) : m.emails_open_application({}, options)}
				url={url}
			/>
		</MailLayout>
	);
}

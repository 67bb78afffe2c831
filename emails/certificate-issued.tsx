import { Link } from "@react-email/components";
import { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { m } from "#messages/messages.js";
import { Action } from "./parts/action.tsx";
import { applicationFacts, link, words } from "./parts/facts.ts";
import { Ledger } from "./parts/ledger.tsx";
import { MailLayout } from "./parts/mail-layout.tsx";
import type { InLocale } from "./parts/mail-template.ts";
import { Paragraph } from "./parts/paragraph.tsx";
import { colour } from "./parts/style.ts";

/** `code`: as stored, eight characters. `verifyUrl`: the public page of this very certificate. */
export const schema = applicationFacts.extend({
	kind: z.enum(["completion", "funding-decision", "assessment"]),
	code: words,
	verifyUrl: link,
});

const kinds = {
	completion: m.emails_certificate_issued_kind_completion,
	"funding-decision": m.emails_certificate_issued_kind_funding_decision,
	assessment: m.emails_certificate_issued_kind_assessment,
};

export function subject({ reference, code }: z.output<typeof schema>, locale: Locale): string {
	return m.emails_certificate_issued_subject({ reference, code: formatVerificationCode(code) }, { locale });
}

/** To the business: where to download its certificate, and where anyone checks it. */
export function Mail({ locale, ...facts }: InLocale<typeof schema>) {
	const { name, reference, business, association, verifyUrl, url } = facts;
	return (
		<MailLayout
			locale={locale}
			title={m.emails_certificate_issued_title({ business }, { locale })}
			name={name}
			why={m.emails_why_business({ business, reference }, { locale })}
		>
			<Paragraph>{m.emails_certificate_issued_text({}, { locale })}</Paragraph>
			<Ledger
				rows={[
					{ label: m.emails_certificate_issued_kind({}, { locale }), value: kinds[facts.kind]({}, { locale }) },
					{ label: m.emails_association({}, { locale }), value: association },
					{
						label: m.emails_certificate_issued_code({}, { locale }),
						value: formatVerificationCode(facts.code),
					},
				]}
			/>
			<Paragraph>
				{m.emails_certificate_issued_verify({}, { locale })}{" "}
				<Link href={verifyUrl} style={{ color: colour.green, textDecoration: "underline" }}>
					{verifyUrl}
				</Link>
			</Paragraph>
			<Action locale={locale} label={m.emails_certificate_issued_button({}, { locale })} url={url} />
		</MailLayout>
	);
}

import { render, toPlainText } from "@react-email/components";
import { createElement } from "react";
import type { z } from "zod";
import type { Locale } from "#app/kernel/locale.ts";
import * as accountNotice from "./account-notice.tsx";
import * as addressChangeAsked from "./address-change-asked.tsx";
import * as addressTaken from "./address-taken.tsx";
import * as agreementAccepted from "./agreement-accepted.tsx";
import * as agreementLapsed from "./agreement-lapsed.tsx";
import * as alreadyRegistered from "./already-registered.tsx";
import * as applicationApproved from "./application-approved.tsx";
import * as applicationCancelled from "./application-cancelled.tsx";
import * as applicationCompleted from "./application-completed.tsx";
import * as applicationReceived from "./application-received.tsx";
import * as applicationRecommended from "./application-recommended.tsx";
import * as applicationRejected from "./application-rejected.tsx";
import * as applicationSubmitted from "./application-submitted.tsx";
import * as applicationWithdrawn from "./application-withdrawn.tsx";
import * as certificateIssued from "./certificate-issued.tsx";
import * as changesRequested from "./changes-requested.tsx";
import * as claimReturned from "./claim-returned.tsx";
import * as claimSubmitted from "./claim-submitted.tsx";
import * as claimVerified from "./claim-verified.tsx";
import * as claimsEnded from "./claims-ended.tsx";
import * as confirmNewAddress from "./confirm-new-address.tsx";
import * as disbursementFailed from "./disbursement-failed.tsx";
import * as disbursementPaid from "./disbursement-paid.tsx";
import * as disbursementSent from "./disbursement-sent.tsx";
import * as draftFilesEnd from "./draft-files-end.tsx";
import * as factorReminder from "./factor-reminder.tsx";
import * as factorResetLink from "./factor-reset-link.tsx";
import * as messageReceived from "./message-received.tsx";
import * as ownShareTaken from "./own-share-taken.tsx";
import type { MailTemplate } from "./parts/mail-template.ts";
import * as paymentsDecided from "./payments-decided.tsx";
import * as paymentsStopped from "./payments-stopped.tsx";
import * as peopleChanged from "./people-changed.tsx";
import * as providerAccount from "./provider-account.tsx";
import * as providerAddressChanged from "./provider-address-changed.tsx";
import * as providerAnsweredElsewhere from "./provider-answered-elsewhere.tsx";
import * as providerAsked from "./provider-asked.tsx";
import * as providerCode from "./provider-code.tsx";
import * as providerDeclined from "./provider-declined.tsx";
import * as providerInForce from "./provider-in-force.tsx";
import * as providerLapsed from "./provider-lapsed.tsx";
import * as providerSilent from "./provider-silent.tsx";
import * as providerToBePaid from "./provider-to-be-paid.tsx";
import * as recoveryAnswered from "./recovery-answered.tsx";
import * as recoveryDecided from "./recovery-decided.tsx";
import * as recoveryNotice from "./recovery-notice.tsx";
import * as recoveryReceiptCorrected from "./recovery-receipt-corrected.tsx";
import * as recoveryReceived from "./recovery-received.tsx";
import * as resetPassword from "./reset-password.tsx";
import * as turnReminder from "./turn-reminder.tsx";
import * as vaultFilesEnd from "./vault-files-end.tsx";
import * as verifyAddress from "./verify-address.tsx";

/** Every mail by the name under which the outbox keeps it. */
export const mailTemplates = {
	"verify-address": verifyAddress,
	"reset-password": resetPassword,
	"already-registered": alreadyRegistered,
	"account-notice": accountNotice,
	"confirm-new-address": confirmNewAddress,
	"address-change-asked": addressChangeAsked,
	"address-taken": addressTaken,
	"application-submitted": applicationSubmitted,
	"application-received": applicationReceived,
	"changes-requested": changesRequested,
	"application-recommended": applicationRecommended,
	"application-approved": applicationApproved,
	"application-rejected": applicationRejected,
	"application-withdrawn": applicationWithdrawn,
	"application-cancelled": applicationCancelled,
	"draft-files-end": draftFilesEnd,
	"vault-files-end": vaultFilesEnd,
	"claims-ended": claimsEnded,
	"payments-stopped": paymentsStopped,
	"own-share-taken": ownShareTaken,
	"payments-decided": paymentsDecided,
	"application-completed": applicationCompleted,
	"agreement-accepted": agreementAccepted,
	"agreement-lapsed": agreementLapsed,
	"turn-reminder": turnReminder,
	"provider-account": providerAccount,
	"provider-address-changed": providerAddressChanged,
	"provider-answered-elsewhere": providerAnsweredElsewhere,
	"provider-asked": providerAsked,
	"provider-code": providerCode,
	"provider-declined": providerDeclined,
	"provider-in-force": providerInForce,
	"provider-lapsed": providerLapsed,
	"provider-silent": providerSilent,
	"provider-to-be-paid": providerToBePaid,
	"claim-submitted": claimSubmitted,
	"claim-verified": claimVerified,
	"claim-returned": claimReturned,
	"disbursement-sent": disbursementSent,
	"disbursement-paid": disbursementPaid,
	"disbursement-failed": disbursementFailed,
	"recovery-notice": recoveryNotice,
	"recovery-decided": recoveryDecided,
	"recovery-receipt-corrected": recoveryReceiptCorrected,
	"recovery-received": recoveryReceived,
	"recovery-answered": recoveryAnswered,
	"certificate-issued": certificateIssued,
	"message-received": messageReceived,
	"people-changed": peopleChanged,
	"factor-reset-link": factorResetLink,
	"factor-reminder": factorReminder,
};

export type MailName = keyof typeof mailTemplates;

/** What a mail is told: plain JSON, amounts as digits of đồng. */
export type MailProps<Name extends MailName> = z.input<(typeof mailTemplates)[Name]["schema"]>;

export type RenderedMail = { subject: string; html: string; text: string };

/** The ledger becomes columns of text; headings keep their letters, since capitals are harder to read in Vietnamese. */
const asText = {
	preserveNewlines: true,
	selectors: [
		{ selector: "table.ledger", format: "dataTable", options: { uppercaseHeaderCells: false } },
		{ selector: "h1", options: { uppercase: false } },
		{ selector: "h2", options: { uppercase: false } },
	],
};

/**
 * A mail as subject, HTML and plain text with the same facts.
 *
 * @throws ZodError if the props are not what the mail needs.
 */
export async function renderMail<Name extends MailName>(
	name: Name,
	props: MailProps<Name>,
	locale: Locale,
): Promise<RenderedMail> {
	// One name, one schema: the compiler cannot follow that the facts of a schema fit the mail beside it.
	const { schema, subject, Mail } = mailTemplates[name] as unknown as MailTemplate<z.ZodType<object>>;
	const facts = schema.parse(props);
	// React 18 leaves zero bytes between chunks of text in many-byte characters (facebook/react#26228).
	const html = (await render(createElement(Mail, { ...facts, locale }))).replaceAll("\0", "");
	return { subject: subject(facts, locale), html, text: toPlainText(html, asText) };
}

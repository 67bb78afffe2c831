import { FileDown } from "lucide-react";
import { associationName } from "#app/association/association-name.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ReceiptPage } from "../status-page.server.ts";
import { SubmittedSummary } from "../submitted-summary.tsx";

type Props = {
	page: ReceiptPage;
	/** Where the receipt mail goes. */
	email: string;
};

/** Proof that an application was received: its number, until when it is answered, what happens next, what it holds. */
export function Receipt({ page, email }: Props) {
	const locale = getLocale();
	const { reference, submitted, answerDueOn, association } = page;
	const name = association ? associationName(association, locale) : "";
	return (
		<>
			<PageTitle
				look="result"
				lead={answerDueOn ? m.application_receipt_lead({ date: formatDate(answerDueOn, locale) }) : undefined}
			>
				<Unbroken text={m.application_receipt_title({ reference })} part={reference} />
			</PageTitle>
			<p>{m.application_receipt_mail({ email })}</p>
			<Section title={m.application_receipt_next()} rule={false}>
				<ol className="mt-2 list-decimal pl-6">
					<li>{m.application_receipt_next_1({ association: name })}</li>
					<li>{m.application_receipt_next_2()}</li>
					<li>{m.application_receipt_next_3()}</li>
				</ol>
			</Section>
			<div className="actions mt-5">
				<ButtonLink to={`/applications/${reference}`}>{m.application_receipt_open()}</ButtonLink>
				<TextLink file icon={FileDown} to={`/applications/${reference}/receipt.pdf`}>
					{m.application_receipt_download()}
				</TextLink>
			</div>
			<Section title={m.application_receipt_what()}>
				<SummaryList
					rows={[
						{ term: m.application_receipt_number(), value: <span className="num">{reference}</span> },
						{ term: m.application_receipt_at(), value: formatDateTime(submitted.submittedAt, locale) },
						{ term: m.application_receipt_by(), value: submitted.submittedByName },
						{ term: m.application_receipt_time(), value: submitted.number },
						{ term: m.application_check_name(), value: submitted.business.legalName },
						{ term: m.application_check_association(), value: name },
					]}
				/>
			</Section>
			<SubmittedSummary page={page} />
		</>
	);
}

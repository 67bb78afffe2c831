import { FileDown } from "lucide-react";
import type { ReactNode } from "react";
import { CertificateStateTag } from "#app/certificate/certificate-state-tag.tsx";
import { kindName } from "#app/certificate/certificate-words.ts";
import { ClaimStateTag } from "#app/claim/claim-state-tag.tsx";
import { DisbursementStateTag } from "#app/disbursement/disbursement-state-tag.tsx";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { RecoveryStateTag } from "#app/recovery/recovery-state-tag.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { FilePapers } from "./file-papers.server.ts";

/** What came of the file: agreement, claims, payments, recoveries and certificates, each with its state. */
export function PapersPanel({ reference, papers }: { reference: string; papers: FilePapers }) {
	const locale = getLocale();
	const { agreement, claims, payments, recoveries, certificates } = papers;
	if (!agreement) return null;
	const amountOf = (amountDong: bigint | null) => formatDong(amountDong ?? 0n, locale);
	return (
		<Panel title={m.case_file_papers_title()}>
			<ul>
				<Paper fact={agreementFact(agreement)}>
					<TextLink file icon={FileDown} to={`/files/agreements/${reference}`}>
						{m.case_file_agreement()}
					</TextLink>
				</Paper>
				{claims.map(({ reference: claim, state, subsidyDong }) => (
					<Paper key={claim} fact={amountOf(subsidyDong)} tag={<ClaimStateTag state={state} />}>
						{m.case_file_claim()} <ReferenceLink reference={claim} />
					</Paper>
				))}
				{payments.map(({ reference: payment, state, rail, amountDong }) => (
					<Paper key={payment} fact={amountOf(amountDong)} tag={<DisbursementStateTag state={state} rail={rail} />}>
						{m.case_file_payment()} <ReferenceLink reference={payment} />
					</Paper>
				))}
				{recoveries.map(({ reference: recovery, state, amountDong }) => (
					<Paper key={recovery} fact={amountOf(amountDong)} tag={<RecoveryStateTag state={state} />}>
						{m.case_file_recovery()} <ReferenceLink reference={recovery} />
					</Paper>
				))}
				{certificates.map(({ code, kind, state }) => (
					<Paper key={code} fact={formatVerificationCode(code)} tag={<CertificateStateTag state={state} />}>
						<TextLink file icon={FileDown} to={`/certificates/${code}.pdf`}>
							{kindName(kind, locale)}
						</TextLink>
					</Paper>
				))}
			</ul>
		</Panel>
	);
}

function agreementFact({ amountDong, acceptBy, accepted }: NonNullable<FilePapers["agreement"]>): string {
	const locale = getLocale();
	const amount = formatDong(amountDong, locale);
	if (!accepted) return m.case_file_agreement_open({ amount, date: formatDate(acceptBy, locale) });
	return m.case_file_agreement_signed({ amount, name: accepted.byName, date: formatDate(accepted.at, locale) });
}

function Paper({ children, fact, tag }: { children: ReactNode; fact: string; tag?: ReactNode }) {
	return (
		<li className="flex flex-wrap items-baseline justify-between gap-x-3 border-line border-b py-2.5 last:border-0">
			<div>
				{children}
				<div className="num text-ink2 text-small">{fact}</div>
			</div>
			{tag}
		</li>
	);
}

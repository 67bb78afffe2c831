import { ErrorSummary } from "#app/form/error-summary.tsx";
import { FileUpload } from "#app/form/file-upload.tsx";
import type { FormFailure } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChangeClaim } from "../claim.access.ts";
import { offeredDocuments, requiredDocuments } from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { ClaimDocumentList, claimDocumentKindName } from "../claim-document-list.tsx";

type Props = {
	claim: ClaimCase;
	/** As many as there are kinds of documents. */
	uploadIds: string[];
	maxBytes: number;
	failure: FormFailure | null;
};

/** The files of a claim: invoice and proof of payment, and what else may help the reviewer. */
export function ClaimDocumentsPage({ claim, uploadIds, maxBytes, failure }: Props) {
	const permission = canChangeClaim(claim);
	const limit = formatMegabytes(maxBytes, getLocale());
	const fileError = failure?.fieldErrors.file;
	const errors = failure?.form && fileError ? { [failure.form]: fileError } : (failure?.fieldErrors ?? {});
	return (
		<>
			{failure ? <ErrorSummary errors={errors} formError={failure.formError} /> : null}
			<PageTitle lead={m.claim_documents_lead({ limit })}>
				{claim.kind === "advance" ? m.claim_advance_documents() : m.claim_part_documents()}
			</PageTitle>
			{permission.allowed ? null : <p>{reasonText(permission.reason)}</p>}
			{offeredDocuments(claim.kind).map((kind, at) => {
				const required = requiredDocuments(claim).some((each) => each === kind);
				const proved = kind === "payment-proof" && claim.ownSharePaid;
				return (
					<Section
						key={kind}
						title={claim.kind === "advance" ? m.claim_advance_document_other() : claimDocumentKindName(kind)}
						sub={proved ? m.claim_documents_proof_held() : required ? undefined : m.claim_documents_optional()}
					>
						<ClaimDocumentList
							documents={claim.documents.filter((document) => document.kind === kind)}
							removable={permission.allowed}
						/>
						{permission.allowed ? (
							<FileUpload
								slot={kind}
								action={`/claims/${claim.reference}/documents?slot=${kind}`}
								address={`/files/claims/${uploadIds[at]}`}
								fields={{ reference: claim.reference, documentId: uploadIds[at] ?? "", kind }}
								label={m.claim_documents_choose()}
								maxBytes={maxBytes}
								error={errors[kind]}
							/>
						) : null}
					</Section>
				);
			})}
			<div className="actions mt-8">
				<ButtonLink to={`/claims/${claim.reference}`}>{m.claim_documents_done()}</ButtonLink>
			</div>
		</>
	);
}

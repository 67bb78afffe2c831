import { ErrorSummary } from "#app/form/error-summary.tsx";
import { PlaceForFiles } from "#app/form/file-choice.tsx";
import { type UploadFailure, UploadsForm, uploadSummary } from "#app/form/uploads-form.tsx";
import { reasonText } from "#app/house/refusal.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChangeClaim } from "../claim.access.ts";
import { type ClaimDocumentKind, offeredDocuments, requiredDocuments } from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { ClaimDocumentList, claimDocumentKindName } from "../claim-document-list.tsx";

type Props = {
	claim: ClaimCase;
	uploadId: string;
	maxBytes: number;
	failure: UploadFailure | null;
};

/** The files of a claim: invoice and proof of payment, and what else may help the reviewer. */
export function ClaimDocumentsPage({ claim, uploadId, maxBytes, failure }: Props) {
	const permission = canChangeClaim(claim);
	const errors = failure?.fieldErrors ?? {};
	const places = offeredDocuments(claim.kind).map((kind) => (
		<Section key={kind} title={titleOf(claim, kind)} sub={noteOf(claim, kind)}>
			<PlaceForFiles
				place={{ kind }}
				files={claim.documents.filter((document) => document.kind === kind)}
				title={titleOf(claim, kind)}
				label={m.claim_documents_choose()}
				errors={errors}
				open={permission.allowed}
				shown={(document) => <ClaimDocumentList documents={[document]} removable={permission.allowed} />}
			/>
		</Section>
	));
	return (
		<>
			{failure ? (
				<ErrorSummary errors={errors} formError={failure.formError} title={uploadSummary(failure)} isKept={false} />
			) : null}
			<PageTitle lead={m.claim_documents_lead({ limit: formatMegabytes(maxBytes, getLocale()) })}>
				{claim.kind === "advance" ? m.claim_advance_documents() : m.claim_part_documents()}
			</PageTitle>
			{permission.allowed ? (
				<UploadsForm
					addressOf={(documentId) => `/files/claims/${documentId}?of=${claim.reference}`}
					uploadId={uploadId}
					maxBytes={maxBytes}
				>
					{places}
				</UploadsForm>
			) : (
				<>
					<p>{reasonText(permission.reason)}</p>
					{places}
				</>
			)}
		</>
	);
}

function titleOf(claim: ClaimCase, kind: ClaimDocumentKind): string {
	return claim.kind === "advance" ? m.claim_advance_document_other() : claimDocumentKindName(kind);
}

function noteOf(claim: ClaimCase, kind: ClaimDocumentKind): string | undefined {
	if (kind === "payment-proof" && claim.ownSharePaid) return m.claim_documents_proof_held();
	if (kind === "payment-proof" && claim.ownShareGone) return m.claim_documents_proof_gone();
	return requiredDocuments(claim).some((each) => each === kind) ? undefined : m.claim_documents_optional();
}

import { fileFieldName } from "#app/form/chosen-file.ts";
import { ErrorSummary } from "#app/form/error-summary.tsx";
import { FileChoice, MoreFiles } from "#app/form/file-choice.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { type UploadFailure, UploadsForm, uploadSummary } from "#app/form/uploads-form.tsx";
import { reasonText } from "#app/house/refusal.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
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
			<ClaimDocumentPlace claim={claim} kind={kind} errors={errors} open={permission.allowed} />
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
					addressOf={(documentId) => `/files/claims/${documentId}`}
					fields={{ reference: claim.reference }}
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
	return requiredDocuments(claim).some((each) => each === kind) ? undefined : m.claim_documents_optional();
}

type Place = { claim: ClaimCase; kind: ClaimDocumentKind; errors: FieldErrors; open: boolean };

/** What is there of a kind, each with the way to replace it, and where the next one is added. */
function ClaimDocumentPlace({ claim, kind, errors, open }: Place) {
	const documents = claim.documents.filter((document) => document.kind === kind);
	const next = fileFieldName({ kind });
	const choice = { name: next, label: m.claim_documents_choose(), error: errors[next], camera: true, multiple: true };
	return (
		<>
			{documents.map((document) => {
				const instead = fileFieldName({ kind, replaces: document.id });
				return (
					<div key={document.id}>
						<ClaimDocumentList documents={[document]} removable={open} />
						{open ? (
							<MoreFiles
								summary={m.house_upload_replace()}
								of={document.fileName}
								name={instead}
								label={m.house_upload_instead({ name: document.fileName })}
								error={errors[instead]}
								camera
							/>
						) : null}
					</div>
				);
			})}
			{!open ? null : documents.length === 0 ? (
				<div className="mt-4">
					<FileChoice {...choice} />
				</div>
			) : (
				<MoreFiles summary={m.house_upload_more()} of={titleOf(claim, kind)} {...choice} />
			)}
		</>
	);
}

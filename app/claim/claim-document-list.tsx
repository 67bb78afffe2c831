import { Form } from "@remix-run/react";
import { Check } from "lucide-react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { formatMegabytes } from "#app/kernel/number.ts";
import { FileRow } from "#app/ui/parts/file-row.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClaimDocumentKind } from "./claim.rules.ts";
import type { ClaimDocument } from "./claim-case.server.ts";

const kindNames: Record<ClaimDocumentKind, () => string> = {
	invoice: m.claim_document_invoice,
	"payment-proof": m.claim_document_proof,
	acceptance: m.claim_document_acceptance,
	other: m.claim_document_other,
};

export function claimDocumentKindName(kind: ClaimDocumentKind): string {
	return kindNames[kind]();
}

type Props = {
	documents: readonly ClaimDocument[];
	/** Says what each one is, where documents of several kinds stand together. */
	kinds?: boolean;
	removable?: boolean;
};

/** Documents of a claim that have arrived; each can be seen, and removed while the claim is being written. */
export function ClaimDocumentList({ documents, kinds, removable }: Props) {
	return documents.map((document) => (
		<FileRow
			key={document.id}
			state="received"
			name={document.fileName}
			fact={factOf(document, kinds)}
			tag={
				kinds ? undefined : (
					<Tag tone="green" icon={Check}>
						{m.claim_document_received()}
					</Tag>
				)
			}
			actions={
				<>
					<TextLink to={`/files/claims/${document.id}`} file>
						{document.mediaType === "application/xml" ? m.claim_file_download() : m.claim_document_view()}
						<span className="sr-only"> {document.fileName}</span>
					</TextLink>
					{removable ? <RemoveButton document={document} /> : null}
				</>
			}
		/>
	));
}

function factOf({ kind, byteSize }: ClaimDocument, kinds: boolean | undefined): string {
	const size = formatMegabytes(byteSize, getLocale());
	return kinds ? `${claimDocumentKindName(kind)}, ${size}` : size;
}

function RemoveButton({ document }: { document: ClaimDocument }) {
	return (
		<Form method="post" className="inline">
			<HiddenField name="remove" value={document.id} />
			<button type="submit" className="link-button">
				{m.claim_document_remove()}
				<span className="sr-only"> {document.fileName}</span>
			</button>
		</Form>
	);
}

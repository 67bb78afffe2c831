import { FileUpload } from "#app/form/file-upload.tsx";
import type { DocumentKind } from "./draft.rules.ts";

type Props = {
	slot: string;
	reference: string;
	/** Made by the loader: the same upload arrives once. */
	documentId: string;
	kind: DocumentKind;
	lineId: string | null;
	label: string;
	maxBytes: number;
	error?: string;
};

/** The upload of one document of a draft. */
export function DocumentUpload({ slot, reference, documentId, kind, lineId, label, maxBytes, error }: Props) {
	return (
		<FileUpload
			slot={slot}
			action={`/applications/${reference}/documents?slot=${encodeURIComponent(slot)}`}
			address={`/files/applications/${documentId}`}
			fields={{ reference, documentId, kind, lineId: lineId ?? "" }}
			label={label}
			maxBytes={maxBytes}
			error={error}
		/>
	);
}

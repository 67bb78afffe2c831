import { useRef } from "react";
import { FileChoice } from "#app/form/file-choice.tsx";
import { HiddenField } from "#app/form/form-fields.tsx";
import { UploadsContext } from "#app/form/uploads-form.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { useUploads } from "#app/form/use-uploads.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { FileRow } from "#app/ui/parts/file-row.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClaimCase } from "../claim-case.server.ts";

type Props = {
	form: ActionForm;
	claim: ClaimCase;
	/** Of the document that this page may add: sending twice adds it once. */
	documentId: string;
	maxBytes: number;
};

/**
 * Reads the XML of an invoice into the form that it stands in. The file travels with everything that is typed, so that
 * nothing is lost: with scripts as soon as it is chosen, with a bar of the real bytes; without them with whichever button
 * is pressed.
 */
export function InvoiceUpload({ form, claim, documentId, maxBytes }: Props) {
	const place = useRef<HTMLDivElement>(null);
	const uploads = useUploads({
		maxBytes,
		requestOf({ file }) {
			const body = new FormData(place.current?.closest("form") ?? undefined);
			body.set("file", file);
			return { address: `/claims/${claim.reference}/costs/file`, body };
		},
	});
	return (
		<Section title={m.claim_file_title()}>
			<HiddenField name="documentId" value={documentId} />
			<div role="status">
				<ReadFiles claim={claim} />
			</div>
			<div ref={place} className="mt-4 grid gap-3">
				<UploadsContext.Provider value={{ uploads }}>
					<FileChoice
						name="file"
						label={m.claim_file_choose()}
						hint={m.claim_file_hint({ limit: formatMegabytes(maxBytes, getLocale()) })}
						error={form.errors.file}
						accept=".xml,text/xml,application/xml"
					/>
				</UploadsContext.Provider>
				{form.alive ? null : (
					<p>
						<Button look="secondary" name="intent" value="read-file" formNoValidate>
							{m.claim_file_send()}
						</Button>
					</p>
				)}
			</div>
		</Section>
	);
}

/** The files that were read so far, and into which invoice. */
function ReadFiles({ claim: { invoiceFiles, draft } }: { claim: ClaimCase }) {
	return invoiceFiles
		.filter(({ removed }) => !removed)
		.map(({ documentId, fileName }) => {
			const at = draft.invoices.findIndex(({ document }) => document === documentId);
			return (
				<FileRow
					key={documentId}
					state="received"
					name={fileName}
					fact={
						at >= 0 ? (
							<a href={`#invoice-${at + 1}`}>{m.claim_file_read_into({ number: at + 1 })}</a>
						) : (
							m.claim_file_unused()
						)
					}
				/>
			);
		});
}

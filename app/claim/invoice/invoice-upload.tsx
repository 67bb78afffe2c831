import type { MouseEvent } from "react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { fieldId } from "#app/form/read-form.ts";
import { type ActionForm, useAlive } from "#app/form/use-action-form.ts";
import { useUpload } from "#app/form/use-upload.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { Button } from "#app/ui/button.tsx";
import { describedBy, FieldFrame } from "#app/ui/field-frame.tsx";
import { FileRow } from "#app/ui/file-row.tsx";
import { FileInput } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
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
 * nothing is lost; without scripts the button posts the form with it, with them it is sent from here, with a bar of the
 * real bytes.
 */
export function InvoiceUpload({ form, claim, documentId, maxBytes }: Props) {
	const alive = useAlive();
	const { state, send, cancel } = useUpload(maxBytes);
	const locale = getLocale();
	const id = fieldId("file");
	const hint = m.claim_file_hint({ limit: formatMegabytes(maxBytes, locale) });
	const wrong = state.is === "refused" ? state.message : form.errors.file;

	function onClick(event: MouseEvent<HTMLButtonElement>) {
		const { form: element } = event.currentTarget;
		if (!alive || !element) return;
		event.preventDefault();
		send(`/claims/${claim.reference}/costs/file`, new FormData(element), () => undefined);
	}

	return (
		<Section title={m.claim_file_title()}>
			<HiddenField name="documentId" value={documentId} />
			<div role="status">
				<ReadFiles claim={claim} />
			</div>
			{state.is === "sending" ? (
				<FileRow
					state="uploading"
					name={state.name}
					fact={m.house_upload_progress({
						sent: formatMegabytes(state.sent, locale),
						total: formatMegabytes(state.total, locale),
					})}
					progress={state}
					actions={
						<button type="button" className="link-button" onClick={cancel}>
							{m.house_upload_cancel()}
						</button>
					}
				/>
			) : (
				<div className="mt-4 grid gap-3">
					<FieldFrame id={id} label={m.claim_file_choose()} hint={hint} error={wrong} optional>
						<FileInput
							id={id}
							name="file"
							accept=".xml,text/xml,application/xml"
							invalid={wrong !== undefined}
							aria-describedby={describedBy(id, hint, wrong)}
						/>
					</FieldFrame>
					<p>
						<Button
							look="secondary"
							name="intent"
							value="read-file"
							formNoValidate
							formEncType="multipart/form-data"
							onClick={onClick}
						>
							{m.claim_file_send()}
						</Button>
					</p>
				</div>
			)}
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

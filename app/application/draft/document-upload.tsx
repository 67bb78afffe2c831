import type { FormEvent } from "react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { fieldId } from "#app/form/read-form.ts";
import { useAlive } from "#app/form/use-action-form.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { Button } from "#app/ui/button.tsx";
import { describedBy, FieldFrame } from "#app/ui/field-frame.tsx";
import { FileRow } from "#app/ui/file-row.tsx";
import { FileInput } from "#app/ui/inputs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DocumentKind } from "./draft.rules.ts";
import { useUpload } from "./use-upload.ts";

type Props = {
	/** What the file is for; also the name under which the error summary finds the field. */
	slot: string;
	reference: string;
	/** Made by the loader: the same upload arrives once. */
	documentId: string;
	kind: DocumentKind;
	lineId: string | null;
	label: string;
	maxBytes: number;
	/** What was wrong with the file that was posted without scripts. */
	error?: string;
};

/**
 * One small form for one document. Without scripts it is posted and the page comes again; with them the file is sent
 * from here, with a bar of the real bytes and a way to cancel.
 */
export function DocumentUpload({ slot, reference, documentId, kind, lineId, label, maxBytes, error }: Props) {
	const alive = useAlive();
	const { state, send, cancel } = useUpload(maxBytes);
	const locale = getLocale();
	const id = fieldId(slot);
	const limit = formatMegabytes(maxBytes, locale);
	const hint = m.application_documents_choose_hint({ limit });
	const wrong = state.is === "refused" ? state.message : error;

	function onSubmit(event: FormEvent<HTMLFormElement>) {
		if (!alive) return;
		event.preventDefault();
		const form = event.currentTarget;
		send(`/files/applications/${documentId}`, new FormData(form), () => form.reset());
	}

	if (state.is === "sending") {
		const sizes = { sent: formatMegabytes(state.sent, locale), total: formatMegabytes(state.total, locale) };
		return (
			<FileRow
				state="uploading"
				name={state.name}
				fact={m.application_documents_uploading(sizes)}
				progress={state}
				actions={
					<button type="button" className="link-button" onClick={cancel}>
						{m.application_documents_cancel()}
					</button>
				}
			/>
		);
	}
	return (
		<form
			method="post"
			encType="multipart/form-data"
			action={`/applications/${reference}/documents?slot=${encodeURIComponent(slot)}`}
			onSubmit={onSubmit}
			className="form mt-4 gap-3"
		>
			<HiddenField name="reference" value={reference} />
			<HiddenField name="documentId" value={documentId} />
			<HiddenField name="kind" value={kind} />
			<HiddenField name="lineId" value={lineId ?? ""} />
			<FieldFrame id={id} label={label} hint={hint} error={wrong}>
				<FileInput
					id={id}
					name="file"
					accept=".pdf,.jpg,.jpeg,.png"
					invalid={wrong !== undefined}
					aria-describedby={describedBy(id, hint, wrong)}
				/>
			</FieldFrame>
			<p>
				<Button look="secondary" small>
					{m.application_documents_upload()}
				</Button>
			</p>
		</form>
	);
}

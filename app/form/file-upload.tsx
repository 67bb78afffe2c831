import type { FormEvent } from "react";
import { formatMegabytes } from "#app/kernel/number.ts";
import { Button } from "#app/ui/button.tsx";
import { describedBy, FieldFrame } from "#app/ui/field-frame.tsx";
import { FileRow } from "#app/ui/file-row.tsx";
import { FileInput } from "#app/ui/inputs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { HiddenField } from "./form-fields.tsx";
import { fieldId } from "./read-form.ts";
import { useAlive } from "./use-action-form.ts";
import { useUpload } from "./use-upload.ts";

type Props = {
	/** What the file is for; also the name under which the error summary finds the field. */
	slot: string;
	/** Where the form is posted without scripts; its page comes again. */
	action: string;
	/** Where the script sends the same: answers 201, or `{ error }`. */
	address: string;
	/** What goes with the file. */
	fields: Record<string, string>;
	label: string;
	maxBytes: number;
	/** What was wrong with the file that was posted without scripts. */
	error?: string;
};

/**
 * One small form for one document. Without scripts it is posted and the page comes again; with them the file is sent
 * from here, with a bar of the real bytes and a way to cancel.
 */
export function FileUpload({ slot, action, address, fields, label, maxBytes, error }: Props) {
	const alive = useAlive();
	const { state, send, cancel } = useUpload(maxBytes);
	const locale = getLocale();
	const id = fieldId(slot);
	const limit = formatMegabytes(maxBytes, locale);
	const hint = m.house_upload_hint({ limit });
	const wrong = state.is === "refused" ? state.message : error;

	function onSubmit(event: FormEvent<HTMLFormElement>) {
		if (!alive) return;
		event.preventDefault();
		const form = event.currentTarget;
		send(address, new FormData(form), () => form.reset());
	}

	if (state.is === "sending") {
		const sizes = { sent: formatMegabytes(state.sent, locale), total: formatMegabytes(state.total, locale) };
		return (
			<FileRow
				state="uploading"
				name={state.name}
				fact={m.house_upload_progress(sizes)}
				progress={state}
				actions={
					<button type="button" className="link-button" onClick={cancel}>
						{m.house_upload_cancel()}
					</button>
				}
			/>
		);
	}
	return (
		<form method="post" encType="multipart/form-data" action={action} onSubmit={onSubmit} className="form mt-4 gap-3">
			{Object.entries(fields).map(([name, value]) => (
				<HiddenField key={name} name={name} value={value} />
			))}
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
					{m.house_upload_send()}
				</Button>
			</p>
		</form>
	);
}

import { Form } from "@remix-run/react";
import { createContext, type ReactNode, useId } from "react";
import { Button } from "#app/ui/parts/button.tsx";
import { m } from "#messages/messages.js";
import { readFileFieldName } from "./chosen-file.ts";
import { HiddenField } from "./form-fields.tsx";
import { type FormFailure, useAlive } from "./use-action-form.ts";
import { type Uploads, useUploads } from "./use-uploads.ts";

/** The form that the file fields of a page go with, and the files that are on their way from it. */
export const UploadsContext = createContext<{ formId?: string; uploads: Uploads | null }>({ uploads: null });

/** What the action of a page with files returns when some were refused; `received` were kept. */
export type UploadFailure = FormFailure & { received?: number };

/** Heading of the error summary: how many files were refused, and how many were kept all the same. */
export function uploadSummary({ fieldErrors, received = 0 }: UploadFailure): string | undefined {
	const refused = Object.keys(fieldErrors).length;
	return refused > 0 ? m.house_upload_summary({ refused, received }) : undefined;
}

type Props = {
	/** Where the script sends a file, by the id that it gives it, and for which file it is: answers 201, or `{ error }`. */
	addressOf: (documentId: string) => string;
	/** Made by the loader: sending the page twice is sending it once. */
	uploadId: string;
	maxBytes: number;
	/** The words of the one button on a page that leads nowhere: it is there where no script sends what is chosen. */
	sendOnly?: string;
	/** The page's documents, with `FileChoice`s wherever one may be added. */
	children: ReactNode;
};

/**
 * The files of a page and its one button. With scripts files are sent as they are chosen and the button goes on; without
 * them it sends what is chosen and goes on. The fields stand outside of the form and name it, because other small forms
 * stand among them.
 */
export function UploadsForm({ addressOf, uploadId, maxBytes, sendOnly, children }: Props) {
	const formId = useId();
	const alive = useAlive();
	const uploads = useUploads({
		maxBytes,
		requestOf({ id, field, file }) {
			const { kind = "", lineId, replaces } = readFileFieldName(field) ?? {};
			const body = new FormData();
			const values = { documentId: id, kind, lineId: lineId ?? "", replaces: replaces ?? "" };
			for (const [name, value] of Object.entries(values)) body.append(name, value);
			body.append("file", file);
			return { address: addressOf(id), body };
		},
	});
	return (
		<UploadsContext.Provider value={{ formId, uploads }}>
			{children}
			<p role="status" className="mt-6 text-ink2 empty:mt-0">
				{stateOf(uploads)}
			</p>
			<Form
				id={formId}
				method="post"
				encType="multipart/form-data"
				className={sendOnly === undefined ? "actions mt-8" : "mt-4"}
				hidden={sendOnly !== undefined && alive}
			>
				<HiddenField name="uploadId" value={uploadId} />
				{sendOnly === undefined ? (
					<Button disabledReason={uploads.isBusy ? m.house_upload_busy() : undefined}>{m.house_upload_go_on()}</Button>
				) : (
					<Button look="secondary">{sendOnly}</Button>
				)}
			</Form>
		</UploadsContext.Provider>
	);
}

/** How many files are where, once one was chosen; nothing of where none is. */
function stateOf({ uploads, received }: Uploads): string {
	const running = uploads.filter(({ is }) => is === "waiting" || is === "sending").length;
	const states = [
		{ count: received, said: m.house_upload_state_received },
		{ count: running, said: m.house_upload_state_running },
		{ count: uploads.length - running, said: m.house_upload_state_open },
	];
	return states
		.map(({ count, said }) => (count > 0 ? said({ count }) : ""))
		.join(" ")
		.trim();
}

import { Camera, Upload as UploadIcon } from "lucide-react";
import { type ChangeEvent, type ReactNode, useContext, useEffect, useRef } from "react";
import { formatMegabytes } from "#app/kernel/number.ts";
import { describedBy, FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { FileRow } from "#app/ui/parts/file-row.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type FilePlace, fileFieldName } from "./chosen-file.ts";
import { type FieldErrors, fieldId } from "./read-form.ts";
import { UploadsContext } from "./uploads-form.tsx";
import { useAlive } from "./use-action-form.ts";
import type { Upload, Uploads } from "./use-uploads.ts";

type Props = {
	/** The name of the field, and what the error summary finds it by. */
	name: string;
	label: string;
	hint?: string;
	/** What was wrong with the files that were posted without scripts. */
	error?: string;
	accept?: string;
	/** Also straight from the camera of a telephone. */
	camera?: boolean;
	multiple?: boolean;
	/** What the page is there for: its buttons are large, and the first is the page's own. */
	main?: boolean;
};

const DOCUMENTS = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

/**
 * Chooses files. With scripts each is sent as it is chosen, and shown on its way below; without them they go with the
 * form of the page. The buttons are labels of ours: the browser's own speak its language, not the page's.
 */
export function FileChoice({ name, label, hint, error, accept = DOCUMENTS, camera, multiple, main }: Props) {
	const { formId, uploads } = useContext(UploadsContext);
	const alive = useAlive();
	const id = fieldId(name);
	const here = uploads?.uploads.filter((upload) => upload.field === name) ?? [];

	const inputs = useRef<HTMLSpanElement>(null);

	// Whoever was quicker than the scripts has chosen already.
	// biome-ignore lint/correctness/useExhaustiveDependencies: once, as the scripts begin
	useEffect(() => {
		for (const element of inputs.current?.querySelectorAll("input") ?? []) take(element);
	}, []);

	function take(element: HTMLInputElement) {
		const files = [...(element.files ?? [])];
		if (files.length === 0) return;
		// Emptied, so that the same file can be chosen again and does not go with the form once more.
		element.value = "";
		uploads?.send(name, files);
	}

	const input = {
		type: "file",
		name,
		form: formId,
		className: alive ? "file-input-hidden" : "file-input-native",
		"aria-invalid": error ? true : undefined,
		"aria-describedby": describedBy(id, hint, error),
		onChange: (event: ChangeEvent<HTMLInputElement>) => take(event.currentTarget),
	};
	return (
		<>
			<FieldFrame id={id} label={label} hint={hint} error={error}>
				<span ref={inputs} className={main ? "file-choice file-choice-main" : "file-choice"}>
					<input {...input} id={id} accept={accept} multiple={multiple} />
					<label htmlFor={id} className={main ? "button button-primary" : "button button-secondary button-small"}>
						<Icon of={UploadIcon} />
						{m.ui_choose_file()}
					</label>
					{camera ? (
						<span className="file-camera">
							<input {...input} id={`${id}-camera`} accept="image/jpeg,image/png" capture="environment" />
							<label
								htmlFor={`${id}-camera`}
								className={main ? "button button-secondary" : "button button-secondary button-small"}
							>
								<Icon of={Camera} />
								{m.house_upload_photograph()}
								<span className="sr-only"> {label}</span>
							</label>
						</span>
					) : null}
				</span>
			</FieldFrame>
			{here.length > 0 && uploads ? <UploadRows rows={here} uploads={uploads} /> : null}
		</>
	);
}

/** A folded field for one more file, or for one instead of another: opens without scripts too, and while files are on their way. */
function MoreFiles({ summary, of, ...choice }: Props & { summary: string; of: string }) {
	const { uploads } = useContext(UploadsContext);
	const isBusy = uploads?.uploads.some((upload) => upload.field === choice.name);
	return (
		<details className="file-more" open={isBusy || choice.error !== undefined}>
			<summary>
				{summary}
				<span className="sr-only"> {of}</span>
			</summary>
			<FileChoice {...choice} />
		</details>
	);
}

/**
 * A place for files of one kind: those that are there, each with the way to replace it, and where the next one is added.
 *
 * @param props.title of the place, for who does not see where it stands.
 * @param props.label of the field for the next one.
 * @param props.open files can be added, replaced and removed.
 * @param props.shown one of the files, as its room lists it.
 */
export function PlaceForFiles<File extends { id: string; fileName: string }>(props: {
	place: Omit<FilePlace, "replaces">;
	files: readonly File[];
	title: string;
	label: string;
	errors: FieldErrors;
	open: boolean;
	shown: (file: File) => ReactNode;
}) {
	const { place, files, title, label, errors, open, shown } = props;
	const next = fileFieldName(place);
	const choice = { name: next, label, error: errors[next], camera: true, multiple: true };
	return (
		<>
			{files.map((file) => {
				const instead = fileFieldName({ ...place, replaces: file.id });
				return (
					<div key={file.id}>
						{shown(file)}
						{open ? (
							<MoreFiles
								summary={m.house_upload_replace()}
								of={file.fileName}
								name={instead}
								label={m.house_upload_instead({ name: file.fileName })}
								error={errors[instead]}
								camera
							/>
						) : null}
					</div>
				);
			})}
			{!open ? null : files.length === 0 ? (
				<div className="mt-4">
					<FileChoice {...choice} />
				</div>
			) : (
				<MoreFiles summary={m.house_upload_more()} of={title} {...choice} />
			)}
		</>
	);
}

function UploadRows({ rows, uploads }: { rows: readonly Upload[]; uploads: Uploads }) {
	return rows.map((upload) => (
		<FileRow
			key={upload.id}
			state={upload.is === "refused" ? "refused" : "uploading"}
			name={upload.file.name}
			fact={factOf(upload)}
			error={errorOf(upload)}
			progress={upload.is === "sending" ? { sent: upload.sent, total: upload.file.size } : undefined}
			actions={
				<>
					{upload.is === "lost" ? (
						<button type="button" className="link-button" onClick={() => uploads.retry(upload.id)}>
							{m.house_upload_retry()}
							<span className="sr-only"> {upload.file.name}</span>
						</button>
					) : null}
					<button type="button" className="link-button" onClick={() => uploads.cancel(upload.id)}>
						{upload.is === "refused" ? m.house_upload_drop() : m.house_upload_cancel()}
						<span className="sr-only"> {upload.file.name}</span>
					</button>
				</>
			}
		/>
	));
}

function sizesOf({ sent, file }: Upload) {
	const locale = getLocale();
	return { sent: formatMegabytes(sent, locale), total: formatMegabytes(file.size, locale) };
}

function factOf(upload: Upload): string | undefined {
	if (upload.is === "waiting") return m.house_upload_waiting();
	return upload.is === "sending" ? m.house_upload_progress(sizesOf(upload)) : undefined;
}

function errorOf(upload: Upload): string | undefined {
	if (upload.is === "lost") return m.house_upload_lost(sizesOf(upload));
	return upload.is === "refused" ? upload.message : undefined;
}

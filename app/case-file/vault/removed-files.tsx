import { Form } from "@remix-run/react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { UndoBar } from "#app/ui/parts/undo-bar.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { archivedKind } from "../archive/archive-names.ts";
import type { RemovedFile } from "./vault-rows.server.ts";

/** Said after a document was deleted, with the way back. */
export function JustRemoved({ file: { documentId, fileName } }: { file: RemovedFile }) {
	return (
		<UndoBar sentence={m.case_file_vault_removed({ name: fileName })}>
			<Form method="post" className="inline">
				<HiddenField name="act" value="restore" />
				<button type="submit" className="link-button" name="documentId" value={documentId}>
					{m.case_file_vault_restore()}
					<span className="sr-only"> {fileName}</span>
				</button>
			</Form>
		</UndoBar>
	);
}

/** What was deleted, folded, each with the way back until it goes. One form for all, as there may be two hundred. */
export function RemovedFiles({ files }: { files: readonly RemovedFile[] }) {
	const locale = getLocale();
	return (
		<details className="mt-4">
			<summary className="link-button">{m.case_file_vault_removed_files({ count: files.length })}</summary>
			<Form method="post">
				<HiddenField name="act" value="restore" />
				<ul>
					{files.map(({ documentId, kind, fileName, byteSize, keptUntil, replacedBy }) => (
						<li key={documentId} className="border-line border-b py-3 last:border-0">
							<p className="break-words">
								{archivedKind(kind, locale)}: {fileName},{" "}
								<span className="num">{formatMegabytes(byteSize, locale)}</span>
							</p>
							<p className="break-words text-ink2 text-small">
								{replacedBy === null ? null : `${m.case_file_vault_gave_way({ name: replacedBy })} `}
								{m.case_file_vault_removed_until({ date: formatDate(keptUntil, locale) })}
							</p>
							<button
								type="submit"
								className="link-button inline-flex min-h-11 items-center"
								name="documentId"
								value={documentId}
							>
								{m.case_file_vault_take_back()}
								<span className="sr-only"> {fileName}</span>
							</button>
						</li>
					))}
				</ul>
			</Form>
		</details>
	);
}

import { Form, Link } from "@remix-run/react";
import { Check, TimerOff } from "lucide-react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { FileRow } from "#app/ui/parts/file-row.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { UndoBar } from "#app/ui/parts/undo-bar.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { hasEnded } from "../validity.rules.ts";
import type { DocumentOnFile } from "./draft.rules.ts";

/** Where a document can be seen and saved. */
function documentHref(documentId: string): string {
	return `/files/applications/${documentId}`;
}

type DocumentsProps = {
	documents: readonly DocumentOnFile[];
	/** The day by which one that has expired is told of; left out where nothing can be done about it. */
	today?: PlainDate;
	removable?: boolean;
};

/** Documents that have arrived; each can be seen, and removed as long as the application is open to change. */
export function DocumentsList({ documents, today, removable }: DocumentsProps) {
	const locale = getLocale();
	return documents.map((document) => {
		const { validUntil, fileName } = document;
		const ended = today !== undefined && validUntil !== null && hasEnded(validUntil, today) ? validUntil : null;
		return (
			<FileRow
				key={document.id}
				state="received"
				name={fileName}
				fact={formatMegabytes(document.byteSize, locale)}
				tag={
					<Tag tone="green" icon={Check}>
						{m.application_documents_received()}
					</Tag>
				}
				actions={
					<>
						<Link to={documentHref(document.id)} reloadDocument>
							{m.application_documents_view()}
							<span className="sr-only"> {fileName}</span>
						</Link>
						{removable ? <ChangeButton intent="remove" document={document} /> : null}
						{ended ? (
							<p className="basis-full text-ink">
								<Icon of={TimerOff} size={16} className="mr-1.5 inline" />
								{m.application_documents_ended({ date: formatDate(ended, locale) })}
							</p>
						) : null}
					</>
				}
			/>
		);
	});
}

function ChangeButton({
	intent,
	document,
}: {
	intent: "remove" | "restore";
	document: Pick<DocumentOnFile, "id" | "fileName">;
}) {
	return (
		<Form method="post" className="inline">
			<HiddenField name="documentId" value={document.id} />
			<button type="submit" className="link-button" name="intent" value={intent}>
				{intent === "remove" ? m.application_documents_remove() : m.application_documents_undo()}
				<span className="sr-only"> {document.fileName}</span>
			</button>
		</Form>
	);
}

/** Said after a document was removed, with the way back. */
export function RemovedDocument({ document }: { document: Pick<DocumentOnFile, "id" | "fileName"> }) {
	return (
		<UndoBar sentence={m.application_documents_removed({ name: document.fileName })}>
			<ChangeButton intent="restore" document={document} />
		</UndoBar>
	);
}

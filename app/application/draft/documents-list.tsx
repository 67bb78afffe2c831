import { Form, Link } from "@remix-run/react";
import { Check } from "lucide-react";
import { HiddenField } from "#app/form/form-fields.tsx";
import { formatMegabytes } from "#app/kernel/number.ts";
import { FileRow } from "#app/ui/file-row.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { UndoBar } from "#app/ui/undo-bar.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DocumentOnFile } from "./draft.rules.ts";

/** Where a document can be seen and saved. */
function documentHref(documentId: string): string {
	return `/files/applications/${documentId}`;
}

/** Documents that have arrived; each can be seen, and removed as long as the application is open to change. */
export function DocumentsList({ documents, removable }: { documents: readonly DocumentOnFile[]; removable?: boolean }) {
	return documents.map((document) => (
		<FileRow
			key={document.id}
			state="received"
			name={document.fileName}
			fact={formatMegabytes(document.byteSize, getLocale())}
			tag={
				<Tag tone="green" icon={Check}>
					{m.application_documents_received()}
				</Tag>
			}
			actions={
				<>
					<Link to={documentHref(document.id)} reloadDocument>
						{m.application_documents_view()}
						<span className="sr-only"> {document.fileName}</span>
					</Link>
					{removable ? <ChangeButton intent="remove" document={document} /> : null}
				</>
			}
		/>
	));
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

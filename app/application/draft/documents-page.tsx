import { Link } from "@remix-run/react";
import { ErrorSummary } from "#app/form/error-summary.tsx";
import type { FormFailure } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChange } from "../application.access.ts";
import { DocumentUpload } from "./document-upload.tsx";
import { DocumentsList, RemovedDocument } from "./documents-list.tsx";
import type { DocumentKind, DocumentOnFile, DraftCase } from "./draft.rules.ts";

/** A place for documents: which ones belong there, and what its upload is for. */
export type DocumentSlot = {
	slot: string;
	kind: DocumentKind;
	lineId: string | null;
	title: string;
	label: string;
	note?: string;
	documents: DocumentOnFile[];
};

/** One slot a line for its quotation, then those that nobody has to fill. */
export function documentSlots({ lines, documents }: Pick<DraftCase, "lines" | "documents">): DocumentSlot[] {
	const filed = (kind: DocumentKind, lineId: string | null) =>
		documents.filter((document) => document.kind === kind && document.lineId === lineId);
	const general = filed("quotation", null);
	const covered = general.length > 0 ? m.application_documents_covered() : undefined;
	// One quotation often covers several lines; with a single line it would only be a second place for the same.
	const offersGeneral = lines.length > 1 || general.length > 0;
	return [
		...lines.map((line, at): DocumentSlot => {
			const title = m.application_documents_for_line({ number: at + 1 });
			const label = m.application_documents_quotation();
			const own = filed("quotation", line.id);
			const slot = `quotation-${at + 1}`;
			return { slot, kind: "quotation", lineId: line.id, title, label, note: covered, documents: own };
		}),
		...(offersGeneral ? [generalSlot(general)] : []),
		...(["financial-report", "other"] as const).map((kind): DocumentSlot => {
			const title = kind === "other" ? m.application_documents_other() : m.application_documents_financial_report();
			const note = m.application_documents_optional_note();
			const label = m.application_documents_choose();
			return { slot: kind, kind, lineId: null, title, label, note, documents: filed(kind, null) };
		}),
	];
}

function generalSlot(documents: DocumentOnFile[]): DocumentSlot {
	return {
		slot: "quotation",
		kind: "quotation",
		lineId: null,
		title: m.application_documents_quotation_general(),
		label: m.application_documents_quotation(),
		note: m.application_documents_quotation_general_note(),
		documents,
	};
}

type Props = {
	draft: DraftCase;
	/** As many as there are slots. */
	uploadIds: string[];
	maxBytes: number;
	removed: Pick<DocumentOnFile, "id" | "fileName"> | null;
	failure: FormFailure | null;
};

/** The documents of a draft: a quotation a line, and what else may help the reviewer. */
export function DocumentsPage({ draft, uploadIds, maxBytes, removed, failure }: Props) {
	const permission = canChange(draft);
	const limit = formatMegabytes(maxBytes, getLocale());
	const fileError = failure?.fieldErrors.file;
	const errors = failure?.form && fileError ? { [failure.form]: fileError } : (failure?.fieldErrors ?? {});
	return (
		<>
			{failure ? <ErrorSummary errors={errors} formError={failure.formError} /> : null}
			<PageTitle lead={m.application_documents_lead({ limit })}>{m.application_documents_title()}</PageTitle>
			{permission.allowed ? null : <p>{reasonText(permission.reason)}</p>}
			{removed ? <RemovedDocument document={removed} /> : null}
			{draft.lines.length === 0 ? (
				<EmptyState sentence={m.application_documents_no_lines()}>
					<Link to={`/applications/${draft.reference}/lines`}>{m.application_documents_no_lines_link()}</Link>
				</EmptyState>
			) : null}
			{documentSlots(draft).map((slot, index) => (
				<Section key={slot.lineId ?? slot.slot} title={slot.title} sub={slot.note}>
					<DocumentsList documents={slot.documents} removable={permission.allowed} />
					{permission.allowed ? (
						<DocumentUpload
							slot={slot.slot}
							reference={draft.reference}
							documentId={uploadIds[index] ?? ""}
							kind={slot.kind}
							lineId={slot.lineId}
							label={slot.label}
							maxBytes={maxBytes}
							error={errors[slot.slot]}
						/>
					) : null}
				</Section>
			))}
			<div className="actions mt-8">
				<ButtonLink to={`/applications/${draft.reference}`}>{m.application_documents_done()}</ButtonLink>
			</div>
		</>
	);
}

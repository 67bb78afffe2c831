import { Link } from "@remix-run/react";
import { ErrorSummary } from "#app/form/error-summary.tsx";
import { PlaceForFiles } from "#app/form/file-choice.tsx";
import { type UploadFailure, UploadsForm, uploadSummary } from "#app/form/uploads-form.tsx";
import { reasonText } from "#app/house/refusal.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChange } from "../application.access.ts";
import { DocumentsList, RemovedDocument } from "./documents-list.tsx";
import type { DocumentKind, DocumentOnFile, DraftCase } from "./draft.rules.ts";

/** A place for documents: which ones belong there, and what its upload is for. */
type DocumentSlot = {
	slot: string;
	kind: DocumentKind;
	lineId: string | null;
	title: string;
	label: string;
	note?: string;
	documents: DocumentOnFile[];
};

/** One slot a line for its quotation, then those that nobody has to fill. */
function documentSlots({ lines, documents }: Pick<DraftCase, "lines" | "documents">): DocumentSlot[] {
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
	uploadId: string;
	maxBytes: number;
	removed: Pick<DocumentOnFile, "id" | "fileName"> | null;
	today: PlainDate;
	failure: UploadFailure | null;
};

/** The documents of a draft: a quotation a line, and what else may help the reviewer. */
export function DocumentsPage({ draft, uploadId, maxBytes, removed, today, failure }: Props) {
	const permission = canChange(draft);
	const errors = failure?.fieldErrors ?? {};
	const { reference } = draft;
	const places = documentSlots(draft).map((slot) => (
		<Section key={slot.lineId ?? slot.kind + slot.slot} title={slot.title} sub={slot.note}>
			<PlaceForFiles
				place={{ kind: slot.kind, lineId: slot.lineId }}
				files={slot.documents}
				title={slot.title}
				label={slot.label}
				errors={errors}
				open={permission.allowed}
				shown={(document) => <DocumentsList documents={[document]} today={today} removable={permission.allowed} />}
			/>
		</Section>
	));
	return (
		<>
			{failure ? (
				<ErrorSummary errors={errors} formError={failure.formError} title={uploadSummary(failure)} isKept={false} />
			) : null}
			<PageTitle lead={m.application_documents_lead({ limit: formatMegabytes(maxBytes, getLocale()) })}>
				{m.application_documents_title()}
			</PageTitle>
			{permission.allowed ? null : <p>{reasonText(permission.reason)}</p>}
			{draft.filesEndOn ? (
				<p className="mb-4">{m.application_documents_end({ date: formatDate(draft.filesEndOn, getLocale()) })}</p>
			) : null}
			{removed ? <RemovedDocument document={removed} /> : null}
			{draft.lines.length === 0 ? (
				<EmptyState sentence={m.application_documents_no_lines()}>
					<Link to={`/applications/${reference}/lines`}>{m.application_documents_no_lines_link()}</Link>
				</EmptyState>
			) : null}
			{permission.allowed ? (
				<UploadsForm
					addressOf={(documentId) => `/files/applications/${documentId}?of=${reference}`}
					uploadId={uploadId}
					maxBytes={maxBytes}
				>
					{places}
				</UploadsForm>
			) : (
				places
			)}
		</>
	);
}

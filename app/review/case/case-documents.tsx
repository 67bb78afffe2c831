import { TimerOff } from "lucide-react";
import { hasEnded } from "#app/application/validity.rules.ts";
import { formatDate, formatDateTime, plainDateAt } from "#app/kernel/plain-date.ts";
import { DocumentViewer } from "#app/ui/parts/document-viewer.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { itemName } from "./case-lines.tsx";
import type { OpenCase } from "./case-page.server.ts";

type Document = OpenCase["submitted"]["documents"][number];

/** "Báo giá: Phần mềm quản lý", or the kind of document alone. */
function labelOf(page: OpenCase, { kind, lineId }: Document): string {
	const line = page.submitted.lines.find((each) => each.lineId === lineId);
	if (kind === "quotation" && line)
		return m.review_document_quotation_for({ item: itemName(page, line.supportItemCode) });
	if (kind === "quotation") return m.review_document_quotation();
	return kind === "financial-report" ? m.review_document_financial_report() : m.review_document_other();
}

/** The documents that were submitted, one shown at a time. */
export function CaseDocuments({ page, shownId }: { page: OpenCase; shownId: string | null }) {
	const { reference, submitted } = page;
	return (
		<DocumentViewer
			documents={submitted.documents}
			shownId={shownId}
			label={(document) => labelOf(page, document)}
			pageOf={({ id }) => `/review/${reference}?document=${id}`}
			fileOf={({ id }) => `/files/applications/${id}`}
			facts={(document) => (
				<>
					<span className="num">
						{m.review_document_received({ at: formatDateTime(document.uploadedAt, getLocale()) })}
					</span>
					<Validity document={document} submittedAt={submitted.submittedAt} />
					<TextLink file to={`/review/${reference}/documents.zip`}>
						{m.case_file_archive_all()}
					</TextLink>
				</>
			)}
		/>
	);
}

/** What the business said when it submitted the document: until when it can be used, and whether that was over. */
function Validity({ document: { validUntil }, submittedAt }: { document: Document; submittedAt: Date }) {
	if (validUntil === null) return null;
	const date = formatDate(validUntil, getLocale());
	return hasEnded(validUntil, plainDateAt(submittedAt)) ? (
		<strong>
			<Icon of={TimerOff} className="mr-1.5 inline" />
			{m.review_document_ended({ date })}
		</strong>
	) : (
		<span>{m.review_document_valid_until({ date })}</span>
	);
}

import { TimerOff } from "lucide-react";
import { hasEnded } from "#app/application/vault/validity.rules.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate, formatDateTime, plainDateAt } from "#app/kernel/plain-date.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
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

/**
 * A PDF in the browser's own viewer, from 640 px on. The viewer has a dozen stops of its own: the keyboard passes it by, and
 * opens the document by the link below instead, as does everybody on a phone, whose browser shows no PDF inside a page.
 */
function PdfView({ href, document }: { href: string; document: Document }) {
	return (
		<>
			<object
				// The viewer's own side panel would take half of the width (Adobe, PDF open parameters; Chromium reads them too).
				data={`${href}#navpanes=0&view=FitH`}
				type={document.mediaType}
				aria-label={document.fileName}
				tabIndex={-1}
				className="max-sm:hidden"
			>
				<p className="p-4">{m.review_document_not_shown()}</p>
			</object>
			<p className="p-4 sm:hidden">{m.review_document_on_phone()}</p>
		</>
	);
}

/** The documents that were submitted, one shown at a time. */
export function CaseDocuments({ page, shownId }: { page: OpenCase; shownId: string | null }) {
	const { documents } = page.submitted;
	const shown = documents.find(({ id }) => id === shownId) ?? documents[0];
	if (!shown) return null;
	const locale = getLocale();
	const href = `/files/applications/${shown.id}`;
	return (
		<section aria-label={m.review_documents_title()} className="viewer">
			<Tabs
				label={m.review_documents_title()}
				tabs={documents.map((document) => ({
					href: `/review/${page.reference}?document=${document.id}`,
					label: labelOf(page, document),
					current: document.id === shown.id,
				}))}
			/>
			<div className="viewer-table">
				{shown.mediaType === "application/pdf" ? (
					<PdfView key={shown.id} href={href} document={shown} />
				) : (
					<img key={shown.id} src={href} alt={shown.fileName} />
				)}
			</div>
			<p className="flex flex-wrap justify-between gap-x-4 gap-y-3 text-small">
				<span className="break-all">
					{shown.fileName}, <span className="num">{formatMegabytes(shown.byteSize, locale)}</span>
				</span>
				<span className="num">{m.review_document_received({ at: formatDateTime(shown.uploadedAt, locale) })}</span>
				<Validity document={shown} submittedAt={page.submitted.submittedAt} />
				<TextLink to={href} file target="_blank">
					{m.review_document_open()}
				</TextLink>
				<TextLink file to={`/review/${page.reference}/documents.zip`}>
					{m.case_file_archive_all()}
				</TextLink>
			</p>
		</section>
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

import type { ReactNode } from "react";
import { formatMegabytes } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { Tabs } from "./tabs.tsx";
import { TextLink } from "./text-link.tsx";

export type ViewedDocument = { id: string; fileName: string; mediaType: string; byteSize: number };

type Props<Document> = {
	documents: readonly Document[];
	/** As the address asks for it; the first where it asks for none of these. */
	shownId: string | null;
	label: (document: Document) => string;
	/** Of the page that shows this one. */
	pageOf: (document: Document) => string;
	fileOf: (document: Document) => string;
	/** What else is said of the one that is shown, and where else to go. */
	facts?: (document: Document) => ReactNode;
};

/** Documents on a page, one shown at a time; each opens on its own too. Nothing where there are none. */
export function DocumentViewer<Document extends ViewedDocument>(props: Props<Document>) {
	const { documents, shownId, label, pageOf, fileOf, facts } = props;
	const shown = documents.find(({ id }) => id === shownId) ?? documents[0];
	if (!shown) return null;
	const href = fileOf(shown);
	return (
		<section aria-label={m.review_documents_title()} className="viewer">
			<Tabs
				label={m.review_documents_title()}
				tabs={documents.map((document) => ({
					href: pageOf(document),
					label: label(document),
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
			<p className="flex max-w-none flex-wrap justify-between gap-x-4 gap-y-3 text-small">
				<span className="break-all">
					{shown.fileName}, <span className="num">{formatMegabytes(shown.byteSize, getLocale())}</span>
				</span>
				{facts?.(shown)}
				<TextLink to={href} file target="_blank">
					{m.review_document_open()}
				</TextLink>
			</p>
		</section>
	);
}

/**
 * A PDF in the browser's own viewer, from 640 px on. The viewer has a dozen stops of its own: the keyboard passes it by, and
 * opens the document by the link below instead, as does everybody on a phone, whose browser shows no PDF inside a page.
 */
function PdfView({ href, document }: { href: string; document: ViewedDocument }) {
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

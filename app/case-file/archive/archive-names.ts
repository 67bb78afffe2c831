/** What the files of a case are called in its archive: kind, number, the name that they came with. */

import { safeFileName } from "#app/house/file-names.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { withoutMarks } from "#app/kernel/text.ts";
import { m } from "#messages/messages.js";

const kinds = {
	"application.quotation": m.review_document_quotation,
	"application.financial-report": m.review_document_financial_report,
	"application.other": m.review_document_other,
	"claim.invoice": m.claim_document_invoice,
	"claim.payment-proof": m.claim_document_proof,
	"claim.acceptance": m.claim_document_acceptance,
	"claim.other": m.claim_document_other,
	"certificate.funding-decision": m.certificate_kind_funding_decision,
	"certificate.completion": m.certificate_kind_completion,
	agreement: m.case_file_archive_agreement,
};

/** The kind of a file in words: "Báo giá", "Quotation". */
export function archivedKind(kind: string, locale: Locale): string {
	return ownValue(kinds, kind)?.({}, { locale }) ?? kind;
}

type Named = { kind: string; fileName: string; mediaType: string };

/**
 * The name of each file in its folder, in order: "bao-gia-1-Báo giá An Phú.pdf". The number makes it one of its own, and
 * plain letters before it sort and survive whatever unpacks the archive.
 */
export function archiveNames(files: readonly Named[], locale: Locale): string[] {
	const counts = new Map<string, number>();
	return files.map(({ kind, fileName, mediaType }) => {
		const words = withoutMarks(archivedKind(kind, locale))
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, "-");
		const number = (counts.get(words) ?? 0) + 1;
		counts.set(words, number);
		return `${words}-${number}-${safeFileName(fileName, mediaType)}`;
	});
}

import type { Kysely } from "kysely";
import { type InvoiceFile, invoiceFileFrom } from "#app/invoice/invoice-file.ts";
import type { Tables } from "#db/connection.server.ts";

/** The XML of an invoice in a claim: its document, and what was read from it. */
export type ClaimInvoiceFile = {
	documentId: string;
	fileName: string;
	sha256: string;
	/** Taken out of the claim again; an invoice that was submitted with it still names it. */
	removed: boolean;
	invoice: InvoiceFile;
};

/** The invoices of a claim that came as XML, in the order in which they came. */
export async function invoiceFilesOf(db: Kysely<Tables>, claimId: string): Promise<ClaimInvoiceFile[]> {
	const rows = await db
		.selectFrom("invoiceFile")
		.innerJoin("claimDocument", "claimDocument.id", "invoiceFile.documentId")
		.select(["documentId", "fileName", "invoiceFile.sha256", "removedAt", "read"])
		.where("invoiceFile.claimId", "=", claimId)
		.orderBy("uploadedAt")
		.orderBy("documentId")
		.execute();
	return rows.map(({ removedAt, read, ...row }) => ({
		...row,
		removed: removedAt !== null,
		invoice: invoiceFileFrom(read),
	}));
}

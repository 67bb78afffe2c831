import { infectedTold } from "#app/audit/infected-told.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUploadOf, type UploadKinds } from "#app/house/uploads.server.ts";
import { MAX_INVOICE_BYTES } from "#app/invoice/read-invoice.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { invoiceFileForm } from "../claim.forms.ts";
import { ownClaim } from "../visible-claims.server.ts";
import { addInvoiceFile } from "./add-invoice-file.server.ts";

// Whatever the bytes are, the reader says what is wrong with them, in the words of invoices.
const invoiceXml: UploadKinds<"application/xml"> = {
	maxBytes: MAX_INVOICE_BYTES,
	mediaTypeOf: () => "application/xml",
	wrongType: () => "",
	maxParts: 400,
};

/** The button that sends nothing but the file. */
const READ_FILE = "read-file";

/**
 * Reads the page of costs with an invoice's XML; the same for the form and for the script that shows the progress. What
 * was not accepted comes back with everything that was typed, and what was sent without a file, to be saved, as `typed`.
 */
export async function receiveInvoiceFile(request: Request, ctx: CommandContext, reference: string) {
	orNotFound(await ownClaim(ctx.db, ctx.actor, reference));
	const read = await readUploadOf(invoiceXml, request, invoiceFileForm, infectedTold(ctx));
	if (!read.ok && read.withoutFile && read.withoutFile.intent !== READ_FILE) {
		return { typed: { ok: true as const, data: read.withoutFile, given: read.given } };
	}
	if (!read.ok) return invalid(read);
	const { data, upload } = read;
	return attempt(read, () =>
		addInvoiceFile(ctx, { ...data, reference, fileName: upload.fileName, bytes: upload.bytes }),
	);
}

import { infectedTold } from "#app/audit/infected-told.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUpload } from "#app/house/uploads.server.ts";
import { claimDocumentForm } from "../claim.forms.ts";
import { addClaimDocument } from "../claim-documents.server.ts";

/**
 * Reads the upload of a document and files it; the same for the form and for the script that shows the progress. What was
 * not accepted comes back as the failure of the form named `slot`.
 */
export async function receiveClaimDocument(request: Request, ctx: CommandContext, slot = "") {
	const read = await readUpload(request, claimDocumentForm, infectedTold(ctx));
	const given = { ...read.given, form: slot };
	if (!read.ok) return invalid({ ...read, given });
	const { data, upload } = read;
	return attempt({ given }, async () => {
		await addClaimDocument(ctx, { ...data, fileName: upload.fileName, bytes: upload.bytes });
		return "received" as const;
	});
}

import { infectedTold } from "#app/audit/infected-told.server.ts";
import { receiveFiles } from "#app/house/body/several-uploads.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUpload } from "#app/house/uploads.server.ts";
import { claimDocumentForm } from "../claim.forms.ts";
import { claimDocumentKinds } from "../claim.rules.ts";
import { addClaimDocument } from "../claim-documents.server.ts";

/** Reads the upload of one document, from the script that shows its progress, and files it. */
export async function receiveClaimDocument(request: Request, ctx: CommandContext) {
	const read = await readUpload(request, claimDocumentForm, infectedTold(ctx));
	if (!read.ok) return invalid(read);
	const { data, upload } = read;
	return attempt(read, async () => {
		await addClaimDocument(ctx, { ...data, fileName: upload.fileName, bytes: upload.bytes });
		return "received" as const;
	});
}

/** Files the documents that were sent with the page. @returns what was refused; null where nothing was. */
export function receiveClaimDocuments(request: Request, ctx: CommandContext, reference: string) {
	return receiveFiles(request, claimDocumentKinds, infectedTold(ctx), (file) =>
		addClaimDocument(ctx, { ...file, reference }),
	);
}

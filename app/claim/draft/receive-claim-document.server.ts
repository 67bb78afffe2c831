import { infectedTold } from "#app/audit/infected-told.server.ts";
import { receiveFiles } from "#app/house/body/several-uploads.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUpload } from "#app/house/uploads.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { claimDocumentForm } from "../claim.forms.ts";
import { claimDocumentKinds } from "../claim.rules.ts";
import { addClaimDocument } from "../claim-documents.server.ts";
import { ownClaim } from "../visible-claims.server.ts";

/** Reads the upload of one document, for a claim that is the sender's own, from the script that shows its progress, and files it. */
export async function receiveClaimDocument(request: Request, ctx: CommandContext) {
	const { reference } = orNotFound(
		await ownClaim(ctx.db, ctx.actor, new URL(request.url).searchParams.get("of") ?? ""),
	);
	const read = await readUpload(request, claimDocumentForm, infectedTold(ctx));
	if (!read.ok) return invalid(read);
	const { data, upload } = read;
	return attempt(read, async () => {
		await addClaimDocument(ctx, { ...data, reference, fileName: upload.fileName, bytes: upload.bytes });
		return "received" as const;
	});
}

/** Files the documents that were sent with the page. @returns what was refused; null where nothing was. */
export async function receiveClaimDocuments(request: Request, ctx: CommandContext, reference: string) {
	orNotFound(await ownClaim(ctx.db, ctx.actor, reference));
	return receiveFiles(request, claimDocumentKinds, infectedTold(ctx), (file) =>
		addClaimDocument(ctx, { ...file, reference }),
	);
}

import { infectedTold } from "#app/audit/infected-told.server.ts";
import { receiveFiles } from "#app/house/body/several-uploads.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUpload } from "#app/house/uploads.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { addDocument } from "../add-document.server.ts";
import { findOwnApplication } from "../visible-applications.server.ts";
import { documentForm } from "./document.forms.ts";
import { documentKinds } from "./draft.rules.ts";

/** A file is received for who may add it, so that is asked before a byte of it is. @throws NotFound for others. */
async function ownFile(ctx: CommandContext, reference: string | null): Promise<string> {
	return orNotFound(await findOwnApplication(ctx.db, ctx.actor, reference ?? "")).reference;
}

/** Reads the upload of one document, from the script that shows its progress, and files it. */
export async function receiveDocument(request: Request, ctx: CommandContext) {
	const reference = await ownFile(ctx, new URL(request.url).searchParams.get("of"));
	const read = await readUpload(request, documentForm, infectedTold(ctx));
	if (!read.ok) return invalid(read);
	const { data, upload } = read;
	return attempt(read, async () => {
		await addDocument(ctx, { ...data, reference, fileName: upload.fileName, bytes: upload.bytes });
		return "received" as const;
	});
}

/** Files the documents that were sent with the page. @returns what was refused; null where nothing was. */
export async function receiveDocuments(request: Request, ctx: CommandContext, reference: string) {
	await ownFile(ctx, reference);
	return receiveFiles(request, documentKinds, infectedTold(ctx), (file) => addDocument(ctx, { ...file, reference }));
}

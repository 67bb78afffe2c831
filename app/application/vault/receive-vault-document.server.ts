import { infectedTold } from "#app/audit/infected-told.server.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import { receiveFiles } from "#app/house/body/several-uploads.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { attempt, invalid } from "#app/house/http.server.ts";
import { readUpload } from "#app/house/uploads.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { sendToVault } from "./send-to-vault.server.ts";
import { vaultUploadForm } from "./vault.forms.ts";
import { VAULT_PLACE } from "./vault.rules.ts";

/** A file is received for who has a vault, so that is asked before a byte of it is. @throws NotFound for others. */
async function assertHasVault(ctx: CommandContext): Promise<void> {
	orNotFound(await ownBusiness(ctx.db, ctx.actor));
}

/** Reads the upload of one document, from the script that shows its progress, and keeps it in the vault. */
export async function receiveVaultDocument(request: Request, ctx: CommandContext) {
	await assertHasVault(ctx);
	const read = await readUpload(request, vaultUploadForm, infectedTold(ctx));
	if (!read.ok) return invalid(read);
	const { data, upload } = read;
	return attempt(read, async () => {
		await sendToVault(ctx, { ...data, fileName: upload.fileName, bytes: upload.bytes });
		return "received" as const;
	});
}

/** Keeps the documents that were sent with the page. @returns what was refused; null where nothing was. */
export async function receiveVaultDocuments(request: Request, ctx: CommandContext) {
	await assertHasVault(ctx);
	return receiveFiles(request, [VAULT_PLACE], infectedTold(ctx), (file) => sendToVault(ctx, file));
}

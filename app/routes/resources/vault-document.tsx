import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveVaultDocument } from "#app/application/vault/receive-vault-document.server.ts";
import { readVaultDocument } from "#app/application/vault/visible-vault.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { keptFileResponse } from "#app/house/files.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** A document in the vault of a business, for its people. */
export async function loader({ request, params: { documentId = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return keptFileResponse(ctx, orNotFound(await readVaultDocument(db, ctx.actor, documentId)), true);
}

/** The same upload as the form's, from the script that shows its progress: 201, or what is wrong with the file. */
export async function action({ request }: ActionFunctionArgs) {
	const result = await receiveVaultDocument(request, commandContext(await requireActor(request)));
	if (result === "received") return Response.json({}, { status: 201 });
	const { fieldErrors, formError } = result.data;
	return Response.json({ error: fieldErrors.file ?? formError }, { status: result.init?.status ?? 422 });
}

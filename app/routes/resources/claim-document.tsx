import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { recordRead } from "#app/audit/record-read.server.ts";
import { readClaimDocument } from "#app/claim/claim-documents.server.ts";
import { receiveClaimDocument } from "#app/claim/draft/receive-claim-document.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { keptFileResponse } from "#app/house/files.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** A document of a claim, for whoever may see the claim. */
export async function loader({ request, params: { documentId = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const document = orNotFound(await readClaimDocument(db, ctx.actor, documentId));
	await recordRead(ctx, request, document);
	return keptFileResponse(ctx, document, true);
}

/** The same upload as the form's, from the script that shows its progress: 201, or what is wrong with the file. */
export async function action({ request }: ActionFunctionArgs) {
	const result = await receiveClaimDocument(request, commandContext(await requireActor(request)));
	if (result === "received") return Response.json({}, { status: 201 });
	const { fieldErrors, formError } = result.data;
	return Response.json({ error: fieldErrors.file ?? formError }, { status: result.init?.status ?? 422 });
}

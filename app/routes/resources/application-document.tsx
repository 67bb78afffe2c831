import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveDocument } from "#app/application/draft/receive-document.server.ts";
import { recordRead } from "#app/audit/record-read.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { keptFileResponse } from "#app/house/files.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { readDocument } from "#app/review/review-document.server.ts";

/** A document of an application, for its business and the city. */
export async function loader({ request, params: { documentId = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const document = orNotFound(await readDocument(db, ctx.actor, documentId));
	await recordRead(ctx, request, document);
	return keptFileResponse(ctx, document, true);
}

/** The same upload as the form's, from the script that shows its progress: 201, or what is wrong with the file. */
export async function action({ request }: ActionFunctionArgs) {
	const result = await receiveDocument(request, commandContext(await requireActor(request)));
	if (result === "received") return Response.json({}, { status: 201 });
	const { fieldErrors, formError } = result.data;
	return Response.json({ error: fieldErrors.file ?? formError }, { status: result.init?.status ?? 422 });
}

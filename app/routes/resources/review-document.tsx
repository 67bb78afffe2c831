import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordRead } from "#app/audit/record-read.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { fileResponse } from "#app/house/files.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { reviewDocument } from "#app/review/review-document.server.ts";

/** A document of a case, shown in the reviewer's page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "reviewer"));
	const file = orNotFound(await reviewDocument(db, ctx.actor, params.id ?? ""));
	await recordRead(ctx, request, file);
	return fileResponse(file, file.fileName, true);
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { db } from "#app/house/database.server.ts";
import { fileResponse } from "#app/house/files.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { reviewDocument } from "#app/review/review-document.server.ts";

/** A document of a case, shown in the reviewer's page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const file = orNotFound(await reviewDocument(db, actor, params.id ?? ""));
	return fileResponse(file, file.fileName, true);
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { bankAnswerFile } from "#app/disbursement/bank/answer-page.server.ts";
import { db } from "#app/house/database.server.ts";
import { fileResponse } from "#app/house/files.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";

/** A file as the bank sent it, for whoever pays or audits. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const file = orNotFound(await bankAnswerFile(db, actor, id));
	return fileResponse(file, file.fileName);
}

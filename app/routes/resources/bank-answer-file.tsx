import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordRead } from "#app/audit/record-read.server.ts";
import { bankAnswerFile } from "#app/disbursement/bank/answer-page.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { keptFileResponse } from "#app/house/files.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** A file as the bank sent it, for whoever pays or audits. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer", "auditor"));
	const file = orNotFound(await bankAnswerFile(db, ctx.actor, id));
	await recordRead(ctx, request, file);
	return keptFileResponse(ctx, file);
}

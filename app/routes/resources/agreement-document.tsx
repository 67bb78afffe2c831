import type { LoaderFunctionArgs } from "@remix-run/node";
import { agreementResponse } from "#app/agreement/agreement-file.server.ts";
import { visibleAgreement } from "#app/agreement/agreement-page.server.ts";
import { recordRead } from "#app/audit/record-read.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** The terms of an agreement as a PDF, for whoever may see the application. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const agreement = orNotFound(await visibleAgreement(db, ctx.actor, reference));
	await recordRead(ctx, request, agreement);
	return agreementResponse(ctx, agreement);
}

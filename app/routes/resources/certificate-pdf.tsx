import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordRead } from "#app/audit/record-read.server.ts";
import { readCertificateFile } from "#app/certificate/certificate-file.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { keptFileResponse } from "#app/house/files.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

/** The PDF of a certificate, for the people of the business and the staff who may see its application. */
export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const file = orNotFound(await readCertificateFile(db, ctx.actor, code));
	await recordRead(ctx, request, file);
	return keptFileResponse(ctx, file);
}

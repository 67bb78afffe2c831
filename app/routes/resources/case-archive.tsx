import type { LoaderFunctionArgs } from "@remix-run/node";
import { archivedCase } from "#app/case-file/archive/archived-files.server.ts";
import { caseArchive } from "#app/case-file/archive/case-archive.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { downloadResponse } from "#app/house/sheets.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { fileRoles } from "#app/review/review.access.ts";

/** All files of a case in one archive, for staff who read it. A question for the headers alone takes none of them. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...fileRoles));
	const found = orNotFound(await archivedCase(db, ctx.actor, reference));
	if (request.method === "HEAD") return new Response(null, { headers: { "Content-Type": "application/zip" } });
	const archive = await caseArchive(ctx, found);
	return downloadResponse(archive, {
		fileName: `${found.reference}.zip`,
		type: "application/zip",
		signal: request.signal,
	});
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { auditReaders } from "#app/audit/audit.access.ts";
import { auditDownload } from "#app/audit-log/audit-download.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...auditReaders);
	return auditDownload(request, actor, "csv");
}

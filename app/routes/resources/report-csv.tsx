import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "#app/identity/session.server.ts";
import { reportRoles } from "#app/report/report.access.ts";
import { reportDownload } from "#app/report/report-download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...reportRoles);
	return reportDownload(request, actor, "csv");
}

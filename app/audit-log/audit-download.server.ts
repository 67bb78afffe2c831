import { redirect } from "@remix-run/node";
import type { Actor } from "#app/house/access.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { readQuery } from "#app/house/http.server.ts";
import { askedSeparator, sheetResponse } from "#app/house/sheets.server.ts";
import { formatDateTime, plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { auditFilterForm } from "./audit.forms.ts";
import { allNames } from "./audit-page.server.ts";
import { auditColumns, auditFilterInWords } from "./audit-sheet.ts";
import { exportAudit } from "./export-audit.server.ts";

/** The log of the filter in the address as a file. A wrong filter leads back to the page, which says what is wrong. */
export async function auditDownload(request: Request, actor: Actor, format: "csv" | "xlsx"): Promise<Response> {
	const read = readQuery(request, auditFilterForm);
	if (!read.ok) return redirect(`/audit${new URL(request.url).search}`, 303);
	const ctx = commandContext(actor);
	const names = await allNames(ctx.db);
	const batches = await exportAudit(ctx, { filter: read.data, format });
	const made = m.audit_sheet_made({ at: formatDateTime(ctx.now, ctx.locale), name: actor.name });
	const frame = { title: m.audit_title(), facts: [...auditFilterInWords(read.data, ctx.locale), made] };
	return sheetResponse(
		{ name: m.audit_title(), columns: auditColumns(ctx.locale, names), batches, frame },
		{
			fileName: `nhat-ky-${plainDateAt(ctx.now)}.${format}`,
			format,
			signal: request.signal,
			separator: askedSeparator(request),
		},
	);
}

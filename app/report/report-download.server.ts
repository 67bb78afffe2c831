import { redirect } from "@remix-run/node";
import type { Actor } from "#app/house/access.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { readQuery } from "#app/house/http.server.ts";
import { askedSeparator, sheetResponse } from "#app/house/sheets.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateTime, plainDateAt } from "#app/kernel/plain-date.ts";
import { tiedApplications } from "#app/review/tied-applications.server.ts";
import { m } from "#messages/messages.js";
import { exportReport } from "./export-report.server.ts";
import { reportFilterForm } from "./report.forms.ts";
import { reportColumns } from "./report-columns.ts";
import { filterInWords } from "./report-filter-words.ts";
import { reportChoices } from "./report-page.server.ts";

/** The report of the filter in the address as a file. A wrong filter leads back to the page, which says what is wrong. */
export async function reportDownload(request: Request, actor: Actor, format: "csv" | "xlsx"): Promise<Response> {
	const read = readQuery(request, reportFilterForm);
	if (!read.ok) return redirect(`/city/report${new URL(request.url).search}`, 303);
	const ctx = commandContext(actor);
	const withheld = await tiedApplications(ctx.db, actor.personId, "all");
	const batches = await exportReport(ctx, { filter: read.data, format });
	const frame = {
		title: m.report_title(),
		facts: [...filterInWords(read.data, await reportChoices(ctx.db), ctx.locale), madeAt(ctx.now, ctx.locale)],
		totals: m.report_sheet_totals(),
	};
	return sheetResponse(
		{ name: m.report_sheet_name(), columns: reportColumns(ctx.locale, withheld), batches, frame },
		{
			fileName: `bao-cao-${plainDateAt(ctx.now)}.${format}`,
			format,
			signal: request.signal,
			separator: askedSeparator(request),
		},
	);
}

function madeAt(now: Date, locale: Locale): string {
	return m.report_sheet_made({ at: formatDateTime(now, locale) });
}

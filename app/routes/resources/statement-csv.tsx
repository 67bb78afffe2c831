import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { exportStatement } from "#app/books/statements/export-statement.server.ts";
import { holderOf, statementPath } from "#app/books/statements/holder.ts";
import { statementReaders } from "#app/books/statements/statement.access.ts";
import { statementFilterForm } from "#app/books/statements/statement.forms.ts";
import { statementSheet } from "#app/books/statements/statement-columns.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { readQuery } from "#app/house/http.server.ts";
import { askedSeparator, sheetResponse } from "#app/house/sheets.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...statementReaders));
	const holder = orNotFound(holderOf(params.kind, params.holder));
	const read = readQuery(request, statementFilterForm);
	if (!read.ok) return redirect(`${statementPath(holder)}${new URL(request.url).search}`, 303);
	const batches = await exportStatement(ctx, { holder, filter: read.data });
	return sheetResponse(
		{ name: "statement", columns: statementSheet(ctx.locale), batches },
		{
			fileName: `so-chi-tiet-${plainDateAt(ctx.now)}.csv`,
			format: "csv",
			signal: request.signal,
			separator: askedSeparator(request),
		},
	);
}

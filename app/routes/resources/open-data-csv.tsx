import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { sheetResponse } from "#app/house/sheets.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { openData } from "#app/open-data/open-data.server.ts";
import { openDataColumns, openDataLines } from "#app/open-data/open-data-sheet.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
	const locale = currentLocale();
	const data = await openData(db, now());
	return sheetResponse(
		{
			name: "open-data",
			columns: openDataColumns(data, locale),
			batches: Readable.from([openDataLines(data, locale)]),
		},
		{ fileName: `don-bay-${plainDateAt(data.at)}.csv`, format: "csv", signal: request.signal },
	);
}

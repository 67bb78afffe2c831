import type { SheetColumn } from "#app/house/sheets.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatTime, plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { StatementLine } from "./statement.server.ts";
import { actorName, columnName, stepName } from "./statement-text.ts";

/** The columns of a downloaded statement, in the reader's language. */
export function statementSheet(locale: Locale): SheetColumn<StatementLine>[] {
	const options = { locale };
	return [
		{ head: m.books_statement_number({}, options), kind: "number", cell: ({ id }) => id },
		{ head: m.books_statement_date({}, options), kind: "date", cell: ({ at }) => plainDateAt(at) },
		{ head: m.books_statement_at({}, options), kind: "text", cell: ({ at }) => formatTime(at) },
		{ head: m.books_statement_what({}, options), kind: "text", cell: ({ step }) => stepName(step, locale) },
		{ head: m.books_statement_why({}, options), kind: "text", cell: ({ why }) => why },
		{ head: m.books_statement_application({}, options), kind: "text", cell: ({ application }) => application },
		{ head: m.books_statement_who({}, options), kind: "text", cell: (line) => actorName(line, locale) },
		{ head: m.books_statement_column({}, options), kind: "text", cell: ({ column }) => columnName(column, locale) },
		{
			head: m.books_statement_in({}, options),
			kind: "number",
			cell: ({ amountDong }) => (amountDong > 0n ? amountDong : null),
		},
		{
			head: m.books_statement_out({}, options),
			kind: "number",
			cell: ({ amountDong }) => (amountDong < 0n ? -amountDong : null),
		},
		{ head: m.books_statement_balance({}, options), kind: "number", cell: ({ balanceDong }) => balanceDong },
	];
}

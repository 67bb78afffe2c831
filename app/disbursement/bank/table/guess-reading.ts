import { decimalMarkOf } from "#app/kernel/written-amount.ts";
import { type ColumnMapping, guessColumns } from "../answer-columns.ts";
import { dayOrderOf } from "./table-day.ts";

/** How a table seems to be read with this line as its head: what is not certain is left for the person to say. */
export function guessReading(table: readonly (readonly string[])[], head: number): Partial<ColumnMapping> {
	const columns = guessColumns(table[head] ?? []);
	const body = table.slice(head + 1);
	const cells = (at: number | undefined) => body.map((line) => line[at ?? -1] ?? "");
	const mark = decimalMarkOf([...cells(columns.amount), ...cells(columns.credit)]);
	return { ...columns, head, dayOrder: dayOrderOf(cells(columns.day)), ...(mark === "ask" ? {} : { decimal: mark }) };
}

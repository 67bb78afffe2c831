import { z } from "zod";
import { choice, dateBoxes, longText, optionalText, text } from "#app/form/fields.ts";
import { decimalMarks } from "#app/kernel/written-amount.ts";
import { m } from "#messages/messages.js";
import { type AnswerColumn, answerColumns } from "./answer-columns.ts";
import { dayOrders } from "./table/table-day.ts";

/** The file goes beside it. */
export const uploadForm = z.object({});

/** The day of payments whose day a file leaves out. */
export const answerDayForm = z.object({ form: z.literal("day"), on: dateBoxes() });

/** What the page of a file sends: that day, or by one button that the file is to be recorded. */
export const answerForms = z.preprocess(
	(given) => ({ form: "record", ...(given as object) }),
	z.discriminatedUnion("form", [answerDayForm, z.object({ form: z.literal("record") })]),
);

/** What the columns are called. */
const fieldNames: Record<AnswerColumn, () => string> = {
	reference: m.bank_answer_field_reference,
	amount: m.bank_answer_field_amount,
	credit: m.bank_answer_field_credit,
	side: m.bank_answer_field_side,
	result: m.bank_answer_field_result,
	day: m.bank_answer_field_day,
	words: m.bank_answer_field_words,
};

/** A column by its number, counted from 0. */
function column(name: AnswerColumn) {
	const missing = () => m.bank_answer_choose_column({ field: fieldNames[name]() });
	return text(3, missing).regex(/^\d+$/, { error: missing }).transform(Number);
}

const optionalColumn = () => optionalText(3).transform((given) => (/^\d+$/.test(given) ? Number(given) : undefined));

/** Which line of a bank's table is its head, which column is what, and how amounts and days are written. */
export const columnsForm = z
	.object({
		head: optionalText(3).transform((given) => (/^\d+$/.test(given) ? Number(given) : 0)),
		reference: optionalColumn(),
		amount: column("amount"),
		credit: optionalColumn(),
		side: optionalColumn(),
		result: optionalColumn(),
		day: column("day"),
		words: optionalColumn(),
		decimal: choice(decimalMarks, m.bank_answer_choose_decimal),
		dayOrder: choice(dayOrders, m.bank_answer_choose_day_order),
	})
	.superRefine((columns, issues) => {
		const add = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		const seen = new Set<number>();
		for (const name of answerColumns) {
			const at = columns[name];
			if (at === undefined) continue;
			if (seen.has(at)) add(name, m.bank_answer_column_twice({ field: fieldNames[name]() }));
			seen.add(at);
		}
		if (columns.reference === undefined && columns.words === undefined) {
			add("reference", m.bank_answer_refusal_no_reference());
		}
	});

export const taskForm = z.object({ note: longText(1_000) });

import { z } from "zod";
import { choice, dateBoxes, longText, optionalText, text } from "#app/form/fields.ts";
import { decimalMarks } from "#app/kernel/written-amount.ts";
import { m } from "#messages/messages.js";
import { answerColumns } from "./answer-columns.ts";
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

/** A column by its number, counted from 0. */
const column = () =>
	text(3, m.house_field_choose)
		.regex(/^\d+$/, { error: () => m.house_field_choose() })
		.transform(Number);

const optionalColumn = () => optionalText(3).transform((given) => (/^\d+$/.test(given) ? Number(given) : undefined));

/** Which line of a bank's table is its head, which column is what, and how amounts and days are written. */
export const columnsForm = z
	.object({
		head: optionalText(3).transform((given) => (/^\d+$/.test(given) ? Number(given) : 0)),
		reference: optionalColumn(),
		amount: column(),
		credit: optionalColumn(),
		side: optionalColumn(),
		result: optionalColumn(),
		day: column(),
		words: optionalColumn(),
		decimal: choice(decimalMarks),
		dayOrder: choice(dayOrders),
	})
	.superRefine((columns, issues) => {
		const add = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		const seen = new Set<number>();
		for (const name of answerColumns) {
			const at = columns[name];
			if (at === undefined) continue;
			if (seen.has(at)) add(name, m.bank_answer_refusal_column_twice());
			seen.add(at);
		}
		if (columns.reference === undefined && columns.words === undefined) {
			add("reference", m.bank_answer_refusal_no_reference());
		}
	});

export const taskForm = z.object({ note: longText(1_000) });

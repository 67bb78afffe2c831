import { z } from "zod";
import { longText, optionalText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** The file goes beside it. */
export const uploadForm = z.object({});

/** A column by its number, counted from 0. */
const column = () =>
	text(3, m.house_field_choose)
		.regex(/^\d+$/, { error: () => m.house_field_choose() })
		.transform(Number);

/** Which column of a bank's table is what. */
export const columnsForm = z
	.object({
		reference: column(),
		amount: column(),
		result: column(),
		day: column(),
		words: optionalText(3).transform((given) => (/^\d+$/.test(given) ? Number(given) : undefined)),
	})
	.superRefine((columns, issues) => {
		const seen = new Set<number>();
		for (const [name, at] of Object.entries(columns)) {
			if (at === undefined) continue;
			if (seen.has(at)) {
				issues.addIssue({ code: "custom", path: [name], message: m.bank_answer_refusal_column_twice() });
			}
			seen.add(at);
		}
	});

export const taskForm = z.object({ note: longText(1_000) });

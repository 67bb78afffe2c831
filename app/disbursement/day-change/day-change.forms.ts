import { z } from "zod";
import { dateBoxes, hiddenId, longText } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** The forms of the page on which a day is changed. */
export const proposeDayForm = z.object({
	form: z.literal("propose"),
	changeId: hiddenId(),
	on: dateBoxes(),
	reason: longText(500, m.correction_refusal_words),
});
export const confirmDayForm = z.object({ form: z.literal("confirm") });
export const withdrawDayForm = z.object({ form: z.literal("withdraw") });
export const declineDayForm = z.object({
	form: z.literal("decline"),
	reason: longText(500, m.correction_refusal_words),
});

export const dayForms = z.discriminatedUnion("form", [proposeDayForm, confirmDayForm, withdrawDayForm, declineDayForm]);

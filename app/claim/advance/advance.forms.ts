import { z } from "zod";
import { hiddenId, optionalLongText, optionalText, wholeNumber } from "#app/form/fields.ts";

/** What the page of an advance sends, whatever is typed in it: it is judged after it was saved. */
export const advanceForm = z.object({
	draftVersion: wholeNumber(),
	costLineId: hiddenId(),
	amount: optionalText(200),
	reason: optionalLongText(2000),
});

/** Nothing but the wish. */
export const giveUpForm = z.object({});

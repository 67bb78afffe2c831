import { z } from "zod";
import { dateBoxes, dong, hiddenId, longText, optionalLongText, text, wholeNumber } from "#app/form/fields.ts";
import { bareCode } from "#app/kernel/text.ts";
import { m } from "#messages/messages.js";

const WORDS = 2_000;
const words = () => longText(WORDS, m.recovery_refusal_words);

/** What is asked back of a payment, why, and until when. */
export const noticeForm = z.object({
	recoveryId: hiddenId(),
	amount: dong(m.recovery_amount_missing),
	reason: words(),
	answerBy: dateBoxes(m.recovery_answer_by_wrong),
	dueOn: dateBoxes(m.recovery_due_on_wrong),
});

/**
 * The city's answer to a contest, or a later change of mind. The reasons are quoted to the business. Where it pays in
 * parts, the days are those of the parts and none is asked for.
 */
export const decisionForm = z.discriminatedUnion(
	"decision",
	[
		z.object({ decision: z.literal("keep"), dueOn: dateBoxes().optional(), reasons: words() }),
		z.object({ decision: z.literal("lower"), amount: dong(), dueOn: dateBoxes().optional(), reasons: words() }),
		z.object({ decision: z.literal("drop"), reasons: words() }),
	],
	{ error: () => m.house_field_choose() },
);

/** The second officer's answer to what another proposed; `proposedAt` says which proposal was read. */
export const proposalForm = z.object({
	proposedAt: z.iso.datetime().transform((text) => new Date(text)),
	answer: z.enum(["confirm", "decline"], { error: () => m.house_field_choose() }),
});

/** A line of the bank's statement. */
export const receiptForm = z.object({
	receiptId: hiddenId(),
	amount: dong(),
	receivedOn: dateBoxes(),
	// One receipt is recorded once, however its reference is typed.
	bankReference: text(100, m.recovery_bank_reference_missing).transform((typed) => bareCode(typed).toUpperCase()),
});

/** The business's answer: pay back at once, pay back in parts, or contest in its own words. */
export const answerForm = z.discriminatedUnion(
	"answer",
	[
		z.object({ answer: z.literal("agree"), words: optionalLongText(WORDS) }),
		z.object({ answer: z.literal("instalments"), words: optionalLongText(WORDS) }),
		z.object({ answer: z.literal("contest"), words: words() }),
	],
	{ error: () => m.house_field_choose() },
);

/** In how many parts. */
export const instalmentsForm = z.object({
	planId: hiddenId(),
	count: wholeNumber(60, m.house_field_choose, m.house_field_choose),
});

import { z } from "zod";
import { dateBoxes, hiddenId, longText, optionalLongText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** How many claims one batch takes. */
export const MAX_CLAIMS = 500;

/** A field for each claim that is ticked, and what goes with them. */
export const BATCH_FIELDS = MAX_CLAIMS + 20;

/** The claims that are ticked on the page of what waits to be paid: one tick box sends a text, several a list. */
export const batchForm = z.object({
	batchId: hiddenId(),
	claims: z
		.union([z.array(text(20)), text(20).transform((reference) => [reference])], {
			error: () => m.disbursement_fault_none_chosen(),
		})
		.pipe(
			z
				.array(z.string())
				.min(1)
				.max(MAX_CLAIMS, { error: () => m.disbursement_fault_many_chosen({ most: MAX_CLAIMS }) }),
		),
});

const answered = { said: optionalLongText(500) };

/** What the bank said of a payment. Its words are quoted to the business, so they are asked for whenever it did not pay. */
export const bankAnswerForm = z.discriminatedUnion(
	"answer",
	[
		z.object({ answer: z.literal("paid"), on: dateBoxes(), ...answered }),
		z.object({ answer: z.literal("failed"), on: dateBoxes(), said: longText(500, m.disbursement_refusal_words) }),
		z.object({ answer: z.literal("unknown"), said: longText(500, m.disbursement_refusal_words) }),
	],
	{ error: () => m.house_field_choose() },
);

/** A step that is confirmed by one button sends nothing beside it. */
export const confirmForm = z.object({});

/** The account of a payee at Stripe is opened or asked about; its form is mailed to the provider once more. */
export const payeeAccountForm = z.object({ form: z.literal("account") });
export const mailFormForm = z.object({ form: z.literal("mail") });
export const payeeAccountForms = z.discriminatedUnion("form", [payeeAccountForm, mailFormForm]);

/** Which holder of an account at Stripe the officer has read. */
export const holderForm = z.object({ seal: text(64) });

/** A provider's mailed link. */
export const providerAccountForm = z.object({ token: text(100) });

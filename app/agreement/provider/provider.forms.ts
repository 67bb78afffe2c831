import { z } from "zod";
import { choice, optionalLongText, optionalText, organisationName, requiredTick, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** What the link of a mail carries, as a form posts it. */
const token = optionalText(100);

/** To be mailed a code: nothing but the press of its button. */
export const codeForm = z.object({ form: z.literal("code"), token });

/** A provider's answer. Nothing is chosen beforehand. */
export const answerForm = z
	.object({
		form: z.literal("answer"),
		token,
		answer: choice(["accepted", "declined"], m.agreement_provider_choose),
		reasons: optionalLongText(1000),
		name: organisationName(100, m.agreement_provider_name_missing),
		position: text(100, m.agreement_provider_position_missing),
		rightToBind: requiredTick(() => m.agreement_provider_right_missing()),
		code: text(20, m.agreement_provider_code_missing)
			.overwrite((typed) => typed.replace(/\D/g, ""))
			.refine((code) => /^\d{6}$/.test(code), { error: () => m.agreement_provider_code_missing() }),
	})
	.refine(({ answer, reasons }) => answer !== "declined" || reasons !== "", {
		path: ["reasons"],
		error: () => m.agreement_provider_reasons_missing(),
	});

/** What the page of a provider sends. */
export const providerForms = z.discriminatedUnion("form", [codeForm, answerForm]);

import { z } from "zod";
import { capitalField, employeesField, revenueField, sectionField } from "#app/business/business.forms.ts";
import { dong, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/**
 * What one has to know for a first answer: the business in four figures, and one planned cost. The names are those of the
 * business's own forms, so that answers carry over.
 */
export function checkForm(supportItemCodes: readonly string[]) {
	return z.object({
		section: sectionField(),
		employees: employeesField(),
		revenueDong: revenueField(),
		capitalDong: capitalField(),
		supportItemCode: text(40, m.check_missing_item).refine((code) => supportItemCodes.includes(code), {
			error: () => m.check_missing_item(),
		}),
		priceDong: dong(m.check_missing_price, m.check_wrong_price),
	});
}

export type CheckInput = z.output<ReturnType<typeof checkForm>>;

/** The fields in the order of the form. */
export const checkFields = [
	"section",
	"employees",
	"revenueDong",
	"capitalDong",
	"supportItemCode",
	"priceDong",
] as const;

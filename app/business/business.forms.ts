import { z } from "zod";
import {
	choice,
	dongOrZero,
	hiddenId,
	optionalDong,
	optionalPhone,
	taxCode,
	text,
	tick,
	wholeNumber,
} from "#app/form/fields.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { m } from "#messages/messages.js";
import { businessKinds, businessSections, taxCodeFits } from "./business.rules.ts";
import { wards } from "./wards.ts";

const wardCodes = new Set(wards.map((ward) => ward.code));

/** The registration as it stands in the national register. */
export const registrationForm = z
	.object({
		businessId: hiddenId(),
		kind: choice(businessKinds),
		taxCode: taxCode(),
		legalName: text(200).min(2, { error: () => m.house_field_required() }),
		section: sectionField(),
		street: text(200),
		wardCode: text(5).refine((code) => wardCodes.has(code), { error: () => m.house_field_choose() }),
		phone: optionalPhone(),
	})
	.refine((form) => taxCodeFits(form.kind, form.taxCode), {
		path: ["taxCode"],
		error: () => m.business_tax_code_personal(),
	});

/** The section of the main line of business, one of those that are businesses. */
export function sectionField() {
	return text(1).refine((code) => businessSections.includes(code), { error: () => m.house_field_choose() });
}

/** Staff, revenue and capital of one year; `year` says which one the page asked for. */
export const figuresForm = z
	.object({
		year: wholeNumber(2100),
		employees: wholeNumber(),
		womenEmployees: wholeNumber(),
		revenueDong: optionalDong(),
		capitalDong: dongOrZero(),
	})
	.refine((form) => form.womenEmployees <= form.employees, {
		path: ["womenEmployees"],
		error: () => m.business_women_employees_too_many(),
	});

/** Groups that the business declares itself; the share of women is computed from the figures. */
export const groupsForm = z.object({ womenOwned: tick(), socialEnterprise: tick() });

/** Account numbers of Vietnamese banks have 6 to 19 digits. */
const ACCOUNT_NUMBER = /^\d{6,19}$/;

/** The account that money for the business goes to. */
export const bankAccountForm = z.object({
	bankBin: text(6).refine((bin) => bankOf(bin) !== null, { error: () => m.house_field_choose() }),
	number: text(30)
		.transform((typed) => typed.replace(/[\s.-]/g, ""))
		.refine((digits) => ACCOUNT_NUMBER.test(digits), { error: () => m.business_account_number() }),
	accountName: text(200),
});

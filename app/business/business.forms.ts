import { z } from "zod";
import {
	choice,
	dongOrZero,
	hiddenId,
	optionalDong,
	optionalPhone,
	organisationName,
	taxCode,
	text,
	tick,
	wholeNumber,
} from "#app/form/fields.ts";
import type { Given } from "#app/form/read-form.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { bareCode } from "#app/kernel/text.ts";
import { m } from "#messages/messages.js";
import { businessKinds, businessSections, taxCodeFits } from "./business.rules.ts";
import { wards } from "./ward/wards.ts";

const wardCodes = new Set(wards.map((ward) => ward.code));

/** Fields are compared only when each can be read: zod would otherwise compare what was typed. */
const onceEachIsFine = ({ issues }: { issues: unknown[] }) => issues.length === 0;

/** The registration as it stands in the national register. */
export const registrationForm = z
	.object({
		businessId: hiddenId(),
		kind: choice(businessKinds, m.business_missing_kind),
		taxCode: taxCode(m.business_missing_tax_code),
		legalName: organisationName(200, m.business_missing_legal_name).min(2, {
			error: () => m.business_missing_legal_name(),
		}),
		section: sectionField(),
		street: text(200, m.business_missing_street),
		wardCode: text(5, m.business_missing_ward).refine((code) => wardCodes.has(code), {
			error: () => m.business_missing_ward(),
		}),
		phone: optionalPhone(),
	})
	.refine((form) => taxCodeFits(form.kind, form.taxCode), {
		path: ["taxCode"],
		when: onceEachIsFine,
		error: () => m.business_tax_code_personal(),
	});

/** The section of the main line of business, one of those that are businesses. */
export function sectionField() {
	return text(1, m.business_missing_section).refine((code) => businessSections.includes(code), {
		error: () => m.business_missing_section(),
	});
}

export function employeesField() {
	return wholeNumber(undefined, m.business_missing_employees, m.business_wrong_employees);
}

export function revenueField() {
	return optionalDong(m.business_wrong_revenue);
}

export function capitalField() {
	return dongOrZero(m.business_missing_capital, m.business_wrong_capital);
}

/** Staff, revenue and capital of one year; `year` says which one the page asked for. */
export const figuresForm = z
	.object({
		year: wholeNumber(2100),
		employees: employeesField(),
		womenEmployees: wholeNumber(undefined, m.business_missing_women_employees, m.business_wrong_women_employees),
		revenueDong: revenueField(),
		capitalDong: capitalField(),
	})
	.refine((form) => form.womenEmployees <= form.employees, {
		path: ["womenEmployees"],
		when: onceEachIsFine,
		error: () => m.business_women_employees_too_many(),
	});

/** Groups that the business declares itself; the share of women is computed from the figures. */
export const groupsForm = z.object({ womenOwned: tick(), socialEnterprise: tick() });

/** Account numbers of Vietnamese banks have 6 to 19 digits. */
const ACCOUNT_NUMBER = /^\d{6,19}$/;

/** What a page that shows the account in use beside what was typed says that it showed. */
export function shownAccount(typed: Given): string {
	return ["bankBin", "number", "accountName"].map((name) => String(typed[name] ?? "").trim()).join(" ");
}

/** The account that money for the business goes to. */
export const bankAccountForm = z.object({
	bankBin: text(6, m.business_missing_bank).refine((bin) => bankOf(bin) !== null, {
		error: () => m.business_missing_bank(),
	}),
	number: text(30, m.business_missing_account_number)
		.transform(bareCode)
		.refine((digits) => ACCOUNT_NUMBER.test(digits), { error: () => m.business_account_number() }),
	// A bank writes it in plain letters: of other alphabets nothing would be left.
	accountName: text(200, m.business_missing_account_name).refine((name) => /[A-Z]/.test(toAccountName(name)), {
		error: () => m.business_account_name_letters(),
	}),
});

import { z } from "zod";
import {
	dongOrZero,
	hiddenId,
	optionalText,
	organisationName,
	readDong,
	requiredTick,
	text,
	tick,
	wholeNumber,
} from "#app/form/fields.ts";
import type { Given } from "#app/form/read-form.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";

/** To which programme, and through whom. */
export const channelForm = z.object({
	programmeId: text(100, m.application_fault_no_programme),
	associationId: text(100, m.application_fault_no_association),
});

export const startForm = channelForm.extend({ applicationId: hiddenId() });

export const MAX_LINES = 20;

/**
 * How many lines were given, after a refusal perhaps others than are saved. A form of somebody else's making may number one
 * four thousand million: no more are counted than there can be.
 */
export function countLines(given: Given): number {
	const numbers = Object.keys(given).map((name) => Number(/^lines\.(\d+)\./.exec(name)?.[1] ?? -1) + 1);
	return Math.min(MAX_LINES, Math.max(0, ...numbers));
}

/** What the lines may weigh: each keeps some 6,600 letters, and a letter with marks is nine bytes in a form. */
export const LINES_BYTES = 1.25 * 1024 * 1024;

/** A line as it is kept in the draft: whatever was typed, within bounds. */
const typedLine = z.object({
	id: optionalText(36),
	supportItemCode: optionalText(100),
	description: optionalText(2000),
	listingName: optionalText(400),
	providerName: optionalText(2000),
	providerTaxCode: optionalText(200),
	providerRepresentative: optionalText(400),
	providerAddress: optionalText(400),
	providerPhone: optionalText(200),
	providerEmail: optionalText(300),
	price: optionalText(200),
});

/** What the page of lines sends, whatever is typed in it; `intent` is the button that was pressed. */
export const typedLinesForm = z.object({
	draftVersion: wholeNumber(),
	intent: optionalText(40),
	lines: z.array(typedLine).max(MAX_LINES).default([]),
});

function providerTaxCode() {
	return z.string().transform((typed, context) => {
		const read = readTaxCode(typed);
		if (read.ok) return formatTaxCode(read.taxCode);
		const message =
			read.reason === "check-digit"
				? m.application_fault_provider_tax_code_check()
				: m.application_fault_provider_tax_code();
		context.addIssue({ code: "custom", message });
		return z.NEVER;
	});
}

function providerEmail() {
	return optionalText(254).refine((typed) => typed === "" || z.email().safeParse(typed).success, {
		error: () => m.application_fault_provider_email(),
	});
}

function price() {
	return z.string().transform((typed, context) => {
		const amountDong = readDong(typed, context, m.application_fault_price);
		if (amountDong === 0n) context.addIssue({ code: "custom", message: m.house_field_money_positive() });
		return amountDong;
	});
}

/** The lines as they must be to be submitted; `codes` are the programme's support items. */
export function linesForm(codes: readonly string[]) {
	const line = z.object({
		supportItemCode: z
			.string()
			.refine((code) => codes.includes(code), { error: () => m.application_fault_support_item() }),
		description: text(300, () => m.application_fault_description()),
		listingName: text(200, () => m.application_fault_listing_name()),
		providerName: organisationName(200, () => m.application_fault_provider_name()),
		providerTaxCode: providerTaxCode(),
		providerRepresentative: optionalText(200),
		providerAddress: optionalText(300),
		providerPhone: optionalText(100),
		providerEmail: providerEmail(),
		price: price(),
	});
	return z.object({
		lines: z
			.array(line)
			.min(1, { error: () => m.application_fault_no_lines() })
			.max(MAX_LINES)
			.default([]),
	});
}

/** A cost line that can be judged and submitted. */
export type CostLineInput = z.output<ReturnType<typeof linesForm>>["lines"][number];

/** The check-your-answers page: what was shown, and the two commitments that submitting makes. */
export const submitForm = z.object({
	submissionId: hiddenId(),
	draftVersion: wholeNumber(undefined, m.house_field_unexpected),
	shownDong: dongOrZero(m.house_field_unexpected),
	truthful: requiredTick(m.application_commit_truthful_required),
	notBought: requiredTick(m.application_commit_not_bought_required),
	/** Nothing was changed since the association asked, and it is to be submitted all the same. */
	unchanged: tick(),
});

/** Withdrawing asks for nothing but the press of the button. */
export const withdrawForm = z.object({});

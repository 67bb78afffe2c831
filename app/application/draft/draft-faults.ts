/** What keeps a draft from being submitted, by the field where it is mended, in the words of the rules. */

import { missingPart } from "#app/business/business.rules.ts";
import { type FieldErrors, withRowsNamed } from "#app/form/read-form.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import type { Eligibility } from "#app/programme/eligibility.rules.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import { ruleReason } from "#app/programme/rule-text.ts";
import { m } from "#messages/messages.js";
import { linesForm } from "./draft.forms.ts";
import { blankLine, type DraftCase, judgeDraft, quotationsOf, sellsToItself, type TypedLine } from "./draft.rules.ts";

/** Where a failed rule about the business is mended. */
const fieldOfRule: Partial<Record<RuleOutcome["rule"], string>> = {
	size: "figures",
	sector: "section",
	location: "section",
	window: "programme",
	assessed: "assessment",
};

/**
 * Every fault, in the order of the check-your-answers page: names are those of its rows. Empty when the draft can be
 * submitted.
 */
export function draftFaults(draft: DraftCase, locale: Locale): FieldErrors {
	const faults: FieldErrors = {
		...businessFaults(draft, locale),
		...withRowsNamed(lineFaults(draft, locale)),
	};
	const eligibility = judgeDraft(draft);
	// Only an amount too small to halve comes here without another fault.
	if (Object.keys(faults).length === 0 && !eligibility?.eligible) {
		faults.lines = m.application_fault_nothing_allowed({}, { locale });
	}
	return faults;
}

function businessFaults(draft: DraftCase, locale: Locale): FieldErrors {
	const faults: FieldErrors = {};
	const failed = (judgeDraft(draft)?.outcomes ?? []).filter(
		(outcome) => outcome.outcome === "fail" && outcome.supportItemCode === null,
	);
	for (const outcome of failed) faults[fieldOfRule[outcome.rule] ?? "programme"] ??= ruleReason(outcome, locale);
	if (missingPart(draft.business, draft.day) !== null) {
		faults.figures = m.application_fault_figures({}, { locale });
	}
	if (!draft.association) faults.association = m.application_fault_no_association({}, { locale });
	else if (!draft.associationOpen) faults.association = m.application_fault_association_closed({}, { locale });
	const order = ["section", "figures", "assessment", "programme", "association"];
	return Object.fromEntries(Object.entries(faults).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)));
}

function lineFaults(draft: DraftCase, locale: Locale): FieldErrors {
	if (draft.lines.length === 0) return { lines: m.application_fault_no_lines({}, { locale }) };
	const codes = draft.rules.supportItems.map((item) => item.code);
	const read = linesForm(codes).safeParse({ lines: draft.lines });
	const typed: FieldErrors = {};
	for (const issue of read.error?.issues ?? []) typed[issue.path.map(String).join(".")] ??= issue.message;
	return Object.assign({}, ...draft.lines.map((line, at) => faultsOfLine(draft, line, at, typed, locale)));
}

/** In the order of the page. */
const lineFields = Object.keys(blankLine);

function faultsOfLine(draft: DraftCase, line: TypedLine, at: number, typed: FieldErrors, locale: Locale): FieldErrors {
	const faults: FieldErrors = {};
	const name = (field: string) => `lines.${at}.${field}`;
	const refusal = failedRuleOf(draft, judgeDraft(draft), line.supportItemCode, locale);
	if (refusal) faults[name("supportItemCode")] = refusal;
	for (const field of lineFields) {
		const message = typed[name(field)];
		if (message) faults[name(field)] = message;
	}
	if (sellsToItself(draft, line.providerTaxCode)) {
		faults[name("providerTaxCode")] = m.application_fault_own_provider({}, { locale });
	}
	if (quotationsOf(line, draft.documents).length === 0) {
		faults[name("quotation")] = m.application_fault_no_quotation({ number: at + 1 }, { locale });
	}
	return faults;
}

/**
 * Why nothing can be paid for a support item, whatever the price and the seller, which is said at its own field; undefined
 * where nothing stands in the way. Where it is the business's own application that does, it is named.
 */
export function failedRuleOf(
	{ ownInProgress }: Pick<DraftCase, "ownInProgress">,
	eligibility: Eligibility | null,
	code: string,
	locale: Locale,
): string | undefined {
	const failed = eligibility?.outcomes.find(
		({ rule, outcome, supportItemCode }) =>
			outcome === "fail" && supportItemCode === code && rule !== "independent-provider",
	);
	const own = failed?.rule === "no-double-funding" ? ownValue(ownInProgress, code) : undefined;
	if (own) return m.application_fault_own_duplicate({ reference: own }, { locale });
	return failed && ruleReason(failed, locale);
}

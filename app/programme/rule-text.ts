/** Rule outcomes in words: the title says what is asked, the reason says what was found. */

import { sectorGroupName, sizeClassName } from "#app/business/size-class-text.ts";
import { formatDong, formatDongAlike } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { CeilingFacts, Outcome, RuleOutcome, SizeFacts } from "./rule-outcome.rules.ts";

/**
 * Who reads: the business is spoken to as "bạn"; staff read about it, and what they have to look up; onlookers, who can
 * only read the case, are told to do nothing.
 */
export type Reader = "business" | "staff" | "onlooker";

type OutcomeOf<Rule extends RuleOutcome["rule"]> = Extract<RuleOutcome, { rule: Rule }>;

const outcomeLabels = {
	pass: m.programme_outcome_pass,
	fail: m.programme_outcome_fail,
	"by-ceiling": m.programme_outcome_by_ceiling,
	"look-again": m.programme_outcome_look_again,
	unknown: m.programme_outcome_unknown,
};

/** The word on the tag: "Đạt", "Tính theo mức trần". */
export function outcomeLabel(outcome: Outcome, locale: Locale): string {
	return outcomeLabels[outcome]({}, { locale });
}

/** What the rule asks, whatever was found: "Trong mức trần của năm". */
export function ruleTitle(outcome: RuleOutcome, locale: Locale): string {
	const options = { locale };
	switch (outcome.rule) {
		case "size":
			return m.programme_rule_size({}, options);
		case "sector":
			return m.programme_rule_sector({}, options);
		case "location":
			return m.programme_rule_location({}, options);
		case "window":
			return m.programme_rule_window({}, options);
		case "assessed":
			return m.programme_rule_assessed({ months: outcome.facts.maxAgeMonths }, options);
		case "not-before-submission":
			return m.programme_rule_not_before_submission({}, options);
		case "item-for-size":
			return m.programme_rule_item_for_size({}, options);
		case "solution-published":
			return m.programme_rule_solution_published({}, options);
		case "adviser-network":
			return m.programme_rule_adviser_network({}, options);
		case "independent-provider":
			return m.programme_rule_independent_provider({}, options);
		case "ceiling":
			return m.programme_rule_ceiling({}, options);
		case "no-double-funding":
			return outcome.facts.usedDong
				? m.programme_rule_no_double_funding_used({ year: outcome.facts.year }, options)
				: m.programme_rule_no_double_funding({ year: outcome.facts.year }, options);
	}
}

/** What was found and why it came out so, in one or two sentences with the figures of the case. */
export function ruleReason(outcome: RuleOutcome, locale: Locale, reader: Reader = "business"): string {
	switch (outcome.rule) {
		case "size":
			return sizeReason(outcome.facts, locale, reader);
		case "sector":
			return sectorReason(outcome, locale);
		case "location":
			return locationReason(outcome, locale, reader);
		case "window":
			return windowReason(outcome, locale);
		case "assessed":
			return assessedReason(outcome, locale, reader);
		case "not-before-submission":
			return reader !== "business" && outcome.outcome === "unknown"
				? m.programme_not_recorded({}, { locale })
				: declaredReasons[outcome.outcome]({}, { locale });
		case "item-for-size":
			return m.programme_item_for_size_fail({ sizeClass: sizeClassName(outcome.facts.sizeClass, locale) }, { locale });
		case "solution-published":
		case "adviser-network":
			return providerReason(outcome, locale, reader);
		case "independent-provider":
			return independenceReason(outcome, locale, reader);
		case "ceiling":
			return ceilingReason(outcome.outcome, outcome.facts, locale);
		case "no-double-funding":
			return doubleFundingReason(outcome, locale, reader);
	}
}

function sizeReason(facts: SizeFacts, locale: Locale, reader: Reader): string {
	const options = { locale };
	const name = sizeClassName(facts.sizeClass, locale);
	const figures = {
		subject:
			reader === "business"
				? m.programme_size_you({ sizeClass: name }, options)
				: name.charAt(0).toUpperCase() + name.slice(1),
		count: facts.employees,
		employees: formatNumber(facts.employees, locale),
		employeesLimit: formatNumber(facts.employeesLimit, locale),
	};
	const revenue = { revenue: facts.revenueDong ?? 0n, revenueLimit: facts.revenueLimitDong };
	const capital = { capital: facts.capitalDong, capitalLimit: facts.capitalLimitDong };
	if (facts.by === "revenue") {
		return m.programme_size_by_revenue({ ...figures, ...formatDongAlike(revenue, locale) }, options);
	}
	if (facts.by === "capital") {
		return m.programme_size_by_capital({ ...figures, ...formatDongAlike(capital, locale) }, options);
	}
	if (facts.employees > facts.employeesLimit) return m.programme_size_too_many_employees(figures, options);
	return facts.revenueDong
		? m.programme_size_too_much_money({ ...figures, ...formatDongAlike({ ...revenue, ...capital }, locale) }, options)
		: m.programme_size_too_much_capital({ ...figures, ...formatDongAlike(capital, locale) }, options);
}

function sectorReason({ outcome, facts }: OutcomeOf<"sector">, locale: Locale): string {
	return outcome === "pass"
		? m.programme_sector_pass({ sectorGroup: sectorGroupName(facts.sectorGroup, locale) }, { locale })
		: m.programme_sector_fail({}, { locale });
}

function locationReason({ outcome, facts }: OutcomeOf<"location">, locale: Locale, reader: Reader): string {
	const place = facts.place ?? "";
	if (outcome === "unknown") {
		if (reader === "business") return m.programme_location_unknown({}, { locale });
		return reader === "staff"
			? m.programme_location_unknown_staff({}, { locale })
			: m.programme_not_recorded({}, { locale });
	}
	return outcome === "pass"
		? m.programme_location_pass({ place }, { locale })
		: m.programme_location_fail({ place }, { locale });
}

function windowReason({ outcome, facts }: OutcomeOf<"window">, locale: Locale): string {
	const opensOn = formatDate(facts.opensOn, locale);
	const closesOn = formatDate(facts.closesOn, locale);
	if (outcome === "pass") return m.programme_window_pass({ opensOn, closesOn }, { locale });
	return facts.day < facts.opensOn
		? m.programme_window_early({ opensOn }, { locale })
		: m.programme_window_late({ closesOn }, { locale });
}

function assessedReason({ outcome, facts }: OutcomeOf<"assessed">, locale: Locale, reader: Reader): string {
	const { level, completedOn, maxAgeMonths: months } = facts;
	if (level === null || completedOn === null) {
		if (reader !== "business") return m.programme_assessed_none_said({}, { locale });
		return outcome === "fail"
			? m.programme_assessed_none({}, { locale })
			: m.programme_assessed_unknown({}, { locale });
	}
	const on = formatDate(completedOn, locale);
	if (outcome === "pass") return m.programme_assessed_pass({ level, completedOn: on }, { locale });
	return reader === "business"
		? m.programme_assessed_old({ completedOn: on, months }, { locale })
		: m.programme_assessed_old_said({ completedOn: on, months }, { locale });
}

const declaredReasons = {
	pass: m.programme_not_before_submission_pass,
	fail: m.programme_not_before_submission_fail,
	unknown: m.programme_not_before_submission_unknown,
};

const providerReasons = {
	"solution-published": {
		pass: m.programme_solution_published_pass,
		fail: m.programme_solution_published_fail,
		"look-again": m.programme_solution_published_look_again,
		unknown: m.programme_solution_published_unknown,
	},
	"adviser-network": {
		pass: m.programme_adviser_network_pass,
		fail: m.programme_adviser_network_fail,
		"look-again": m.programme_adviser_network_look_again,
		unknown: m.programme_adviser_network_unknown,
	},
};

/** What the reviewer has to do, where the business only learns that somebody will. */
const toLookUp = {
	"solution-published": {
		"look-again": m.programme_solution_published_look_again_staff,
		unknown: m.programme_solution_published_unknown_staff,
	},
	"adviser-network": {
		"look-again": m.programme_adviser_network_look_again_staff,
		unknown: m.programme_adviser_network_unknown_staff,
	},
};

function providerReason(
	{ rule, outcome, facts }: OutcomeOf<"solution-published" | "adviser-network">,
	locale: Locale,
	reader: Reader,
): string {
	const inputs = { name: facts.name ?? "", until: dateOrNothing(facts.until, locale) };
	if (rule === "adviser-network" && outcome === "pass" && facts.until !== null) {
		return m.programme_adviser_network_pass_until(inputs, { locale });
	}
	if (reader === "onlooker" && (outcome === "look-again" || outcome === "unknown")) {
		return facts.name ? m.programme_named({ name: facts.name }, { locale }) : m.programme_not_recorded({}, { locale });
	}
	const words = reader === "staff" ? { ...providerReasons[rule], ...toLookUp[rule] } : providerReasons[rule];
	return words[outcome](inputs, { locale });
}

function independenceReason(
	{ outcome, facts }: OutcomeOf<"independent-provider">,
	locale: Locale,
	reader: Reader,
): string {
	const options = { locale };
	if (outcome === "pass") return m.programme_independent_provider_pass({}, options);
	if (outcome === "unknown") {
		return reader === "business"
			? m.programme_independent_provider_unknown({}, options)
			: m.programme_not_recorded({}, options);
	}
	const inputs = { taxCode: facts.providerTaxCode ?? "" };
	return reader === "business"
		? m.programme_independent_provider_fail(inputs, options)
		: m.programme_independent_provider_fail_staff(inputs, options);
}

function dateOrNothing(date: PlainDate | null, locale: Locale): string {
	return date === null ? "" : formatDate(date, locale);
}

function ceilingReason(outcome: OutcomeOf<"ceiling">["outcome"], facts: CeilingFacts, locale: Locale): string {
	const options = { locale };
	const figures = {
		part:
			facts.ratePercent === 50
				? m.programme_ceiling_half({}, options)
				: m.programme_ceiling_percent({ percent: facts.ratePercent }, options),
		share: formatDong(facts.shareDong, locale),
		ceiling: formatDong(facts.ceilingDong, locale),
		used: formatDong(facts.usedDong, locale),
		left: formatDong(facts.ceilingDong - facts.usedDong, locale),
		sizeClass: sizeClassName(facts.sizeClass, locale),
		year: facts.year,
	};
	if (outcome === "fail") return m.programme_ceiling_fail(figures, options);
	if (outcome === "by-ceiling") {
		return facts.usedDong > 0n
			? m.programme_ceiling_by_ceiling_used(figures, options)
			: m.programme_ceiling_by_ceiling(figures, options);
	}
	return facts.usedDong > 0n
		? m.programme_ceiling_pass_used(figures, options)
		: m.programme_ceiling_pass(figures, options);
}

function doubleFundingReason(
	{ outcome, facts }: OutcomeOf<"no-double-funding">,
	locale: Locale,
	reader: Reader,
): string {
	const options = { locale };
	if (outcome === "fail") return m.programme_no_double_funding_fail({}, options);
	if (outcome === "unknown") {
		return reader === "business"
			? m.programme_no_double_funding_unknown({}, options)
			: m.programme_not_recorded({}, options);
	}
	return facts.usedDong
		? m.programme_no_double_funding_pass_used({ used: formatDong(facts.usedDong, locale) }, options)
		: m.programme_no_double_funding_pass({}, options);
}

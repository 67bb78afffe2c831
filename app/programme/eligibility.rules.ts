/**
 * Can this business get it, and how much? One pure function for the public check, the application and the review:
 * they differ only in how many facts are known, and an unknown fact gives "unknown", never a guess.
 */

import {
	type BusinessFigures,
	type SizeClass,
	type SizeClassification,
	sizeClassOf,
} from "#app/business/size-class.rules.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { SectorGroup } from "#app/kernel/economic-sections.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { addMonths, type PlainDate, yearOf } from "#app/kernel/plain-date.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { allowedAmounts, type LineAmount, type PricedLine } from "./allowed-amount.rules.ts";
import {
	type Condition,
	type ProgrammeRules,
	type ProvidedRate,
	rateOn,
	type SupportItem,
	supportItemOf,
} from "./programme.rules.ts";
import type { RuleFinding, RuleOutcome } from "./rule-outcome.rules.ts";

/**
 * What the catalogue or the adviser network says of a line's provider. "not-listed" is for a person to judge, since a
 * solution may also be published on its provider's own page (Circular 06/2022/TT-BKHĐT, Article 7(1)).
 */
export type ProviderListing =
	| { listed: true; name: string; until: PlainDate | null }
	| { listed: false; name: string }
	| "unknown";

export type PlannedLine = Omit<PricedLine, "refused"> & {
	provider: ProviderListing;
	/** In any spelling; null while it is not known or cannot be read. */
	providerTaxCode: string | null;
};

export type EligibilityFacts = {
	/** The day of submission, or today as long as nothing is submitted: its rates and its year count. */
	day: PlainDate;
	/** The programme's days of application, both included. */
	window: { opensOn: PlainDate; closesOn: PlainDate };
	figures: Omit<BusinessFigures, "sectorGroup"> & { sectorGroup: SectorGroup };
	/** The applicant's own, or "unknown" to the public check. */
	taxCode: string | "unknown";
	/** Of the head office: `place` is the ward's name as people write it. */
	location: { provinceCode: string; place: string } | "unknown";
	assessment: { level: number; completedOn: PlainDate } | "none" | "unknown";
	/** The business's own declaration that something was bought or signed already. */
	boughtBefore: boolean | "unknown";
	/**
	 * Over all programmes and associations, without this application: what other applications hold or received of each
	 * item this year, and the items that are in progress elsewhere. Needs the tax code.
	 */
	thisYear: { usedDong: Readonly<Record<string, bigint>>; inProgressElsewhere: readonly string[] } | "unknown";
	lines: readonly PlannedLine[];
};

export type Eligibility = {
	/** Null for a sector that is not business. */
	sizeClass: SizeClass | null;
	outcomes: RuleOutcome[];
	lines: LineAmount[];
	/** What size, items and ceilings allow. Only to be promised or booked where `eligible`. */
	allowedDong: bigint;
	ownShareDong: bigint;
	totalDong: bigint;
	/** No rule about the business fails, and something is left to pay. Unknown facts and looks-again do not stop it. */
	eligible: boolean;
};

/** Judges the facts by the rules. Throws on a line whose support item the programme does not have. */
export function checkEligibility(rules: ProgrammeRules, facts: EligibilityFacts): Eligibility {
	const { sectorGroup, ...figures } = facts.figures;
	const size = sectorGroup === "none" ? null : sizeClassOf(rules.sizeClasses, { ...figures, sectorGroup });
	const sizeClass = size?.sizeClass ?? null;
	const lines = allowedAmounts(rules, {
		sizeClass: sizeClass ?? "larger",
		day: facts.day,
		lines: facts.lines.map((line) => ({
			...line,
			refused:
				isElsewhere(line.supportItemCode, facts) ||
				hasLapsed(line.provider, facts.day) ||
				isOwnProvider(line.providerTaxCode, facts),
		})),
		usedDong: facts.thisYear === "unknown" ? null : facts.thisYear.usedDong,
	});

	const ofBusiness = businessOutcomes(rules, facts, size);
	// A business that is too large, or none, has its reason already: the items would only repeat it.
	const ofItems = sizeClass === null || sizeClass === "larger" ? [] : itemOutcomes(rules, facts, sizeClass, lines);
	const allowedDong = sumDong(lines.map((line) => line.allowedDong));
	const totalDong = sumDong(lines.map((line) => line.priceDong));
	return {
		sizeClass,
		outcomes: [...ofBusiness, ...ofItems],
		lines,
		allowedDong,
		ownShareDong: totalDong - allowedDong,
		totalDong,
		eligible: allowedDong > 0n && ofBusiness.every((each) => each.outcome !== "fail"),
	};
}

function businessOutcomes(
	rules: ProgrammeRules,
	facts: EligibilityFacts,
	size: SizeClassification | null,
): RuleOutcome[] {
	const { settings } = rules;
	const outcome = (condition: Condition, finding: RuleFinding): RuleOutcome => ({
		...finding,
		supportItemCode: null,
		legalReference: rules.conditions[condition],
	});
	const outcomes: RuleOutcome[] = [];
	if (size) {
		const { legalReference } = rules.sizeClasses;
		outcomes.push({ ...sizeFinding(size, facts), supportItemCode: null, legalReference });
	}
	outcomes.push(
		outcome("sector", {
			rule: "sector",
			outcome: size ? "pass" : "fail",
			facts: { sectorGroup: facts.figures.sectorGroup },
		}),
		outcome("location", locationFinding(settings.provinceCode, facts)),
		outcome("window", windowFinding(facts)),
	);
	if (settings.assessmentMaxAgeMonths !== null) {
		outcomes.push(outcome("assessed", assessedFinding(settings.assessmentMaxAgeMonths, facts)));
	}
	if (settings.noCostBeforeSubmission) {
		const found = facts.boughtBefore === "unknown" ? "unknown" : facts.boughtBefore ? "fail" : "pass";
		outcomes.push(outcome("not-before-submission", { rule: "not-before-submission", outcome: found, facts: {} }));
	}
	return outcomes;
}

function sizeFinding({ sizeClass, by, limits }: SizeClassification, { figures }: EligibilityFacts): RuleFinding {
	return {
		rule: "size",
		outcome: sizeClass === "larger" ? "fail" : "pass",
		facts: {
			sizeClass,
			by,
			employees: figures.employees,
			employeesLimit: limits.employees,
			revenueDong: figures.revenueDong,
			revenueLimitDong: limits.revenueDong,
			capitalDong: figures.capitalDong,
			capitalLimitDong: limits.capitalDong,
		},
	};
}

function locationFinding(provinceCode: string, { location }: EligibilityFacts): RuleFinding {
	if (location === "unknown") return { rule: "location", outcome: "unknown", facts: { place: null } };
	const outcome = location.provinceCode === provinceCode ? "pass" : "fail";
	return { rule: "location", outcome, facts: { place: location.place } };
}

function windowFinding({ day, window }: EligibilityFacts): RuleFinding {
	const open = window.opensOn <= day && day <= window.closesOn;
	return { rule: "window", outcome: open ? "pass" : "fail", facts: { day, ...window } };
}

function assessedFinding(maxAgeMonths: number, { assessment, day }: EligibilityFacts): RuleFinding {
	if (assessment === "unknown" || assessment === "none") {
		const outcome = assessment === "none" ? "fail" : "unknown";
		return { rule: "assessed", outcome, facts: { level: null, completedOn: null, maxAgeMonths } };
	}
	const fresh = assessment.completedOn >= addMonths(day, -maxAgeMonths);
	const { level, completedOn } = assessment;
	return { rule: "assessed", outcome: fresh ? "pass" : "fail", facts: { level, completedOn, maxAgeMonths } };
}

/** Item by item in the order of the lines: its providers, its ceiling, the same content elsewhere. */
function itemOutcomes(
	rules: ProgrammeRules,
	facts: EligibilityFacts,
	sizeClass: SizeClass,
	amounts: readonly LineAmount[],
): RuleOutcome[] {
	const codes = [...new Set(facts.lines.map((line) => line.supportItemCode))];
	return codes.flatMap((code): RuleOutcome[] => {
		const item = supportItemOf(rules, code);
		if (!item) return [];
		const rate = rateOn(item, sizeClass, facts.day);
		const own = { supportItemCode: code, legalReference: item.legalReference };
		if (!rate) return [{ ...own, rule: "item-for-size", outcome: "fail", facts: { sizeClass } }];
		const { providerCondition } = item;
		const providers = facts.lines
			.filter((line) => line.supportItemCode === code)
			.map((line) => providerFinding(providerCondition, line.provider, facts.day));
		const counted = amounts.filter((line) => line.supportItemCode === code && !line.refused);
		return [
			...providers.map((finding) => ({ ...own, ...finding, legalReference: rules.conditions[providerCondition] })),
			{
				...own,
				...independenceFinding(code, facts),
				legalReference: rules.conditions["independent-provider"],
			},
			...(counted.length > 0 ? [{ ...own, ...ceilingFinding(rate, counted, facts.day) }] : []),
			{ ...own, ...elsewhereFinding(code, facts), legalReference: rules.conditions["no-double-funding"] },
		];
	});
}

function providerFinding(
	rule: SupportItem["providerCondition"],
	provider: ProviderListing,
	day: PlainDate,
): RuleFinding {
	if (provider === "unknown") return { rule, outcome: "unknown", facts: { name: null, until: null } };
	if (!provider.listed) return { rule, outcome: "look-again", facts: { name: provider.name, until: null } };
	const { name, until } = provider;
	return { rule, outcome: hasLapsed(provider, day) ? "fail" : "pass", facts: { name, until } };
}

/** Whether the applicant, or a branch of it, would sell to itself. */
export function isOwnProvider(providerTaxCode: string | null, { taxCode }: Pick<EligibilityFacts, "taxCode">): boolean {
	return taxCode !== "unknown" && providerTaxCode !== null && sameTaxpayer(providerTaxCode, taxCode);
}

/** Over all lines of the item: one that the applicant would sell to itself fails, before one whose seller is not known. */
function independenceFinding(code: string, facts: EligibilityFacts): RuleFinding {
	const rule = "independent-provider";
	const sellers = facts.lines
		.filter((line) => line.supportItemCode === code)
		.map(({ providerTaxCode }) => providerTaxCode);
	const ownSeller = sellers.find((each) => isOwnProvider(each, facts));
	if (ownSeller) return { rule, outcome: "fail", facts: { providerTaxCode: ownSeller } };
	const known = facts.taxCode !== "unknown" && !sellers.includes(null);
	return { rule, outcome: known ? "pass" : "unknown", facts: { providerTaxCode: null } };
}

function hasLapsed(provider: ProviderListing, day: PlainDate): boolean {
	return provider !== "unknown" && provider.listed && provider.until !== null && provider.until < day;
}

function ceilingFinding(rate: ProvidedRate, counted: readonly LineAmount[], day: PlainDate): RuleFinding {
	const { sizeClass, ratePercent, ceilingDong } = rate;
	const shareDong = sumDong(counted.map((line) => line.shareDong));
	const allowedDong = sumDong(counted.map((line) => line.allowedDong));
	const usedDong = counted[0]?.alreadyUsedDong ?? 0n;
	const outcome = usedDong >= ceilingDong ? "fail" : allowedDong < shareDong ? "by-ceiling" : "pass";
	return {
		rule: "ceiling",
		outcome,
		facts: { sizeClass, year: yearOf(day), ratePercent, shareDong, ceilingDong, usedDong, allowedDong },
	};
}

function elsewhereFinding(code: string, facts: EligibilityFacts): RuleFinding {
	const year = yearOf(facts.day);
	if (facts.thisYear === "unknown") {
		return { rule: "no-double-funding", outcome: "unknown", facts: { year, usedDong: null } };
	}
	const usedDong = ownValue(facts.thisYear.usedDong, code) ?? 0n;
	return { rule: "no-double-funding", outcome: isElsewhere(code, facts) ? "fail" : "pass", facts: { year, usedDong } };
}

function isElsewhere(code: string, { thisYear }: EligibilityFacts): boolean {
	return thisYear !== "unknown" && thisYear.inProgressElsewhere.includes(code);
}

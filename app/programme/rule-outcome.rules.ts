/** What each rule found: a code and the facts behind it, no sentence. rule-text.ts turns it into words. */

import type { SizeClass } from "#app/business/size-class.rules.ts";
import type { SectorGroup } from "#app/kernel/economic-sections.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

/** "by-ceiling": met, for a smaller amount. "look-again": a person has to judge. "unknown": a fact is missing so far. */
export type Outcome = "pass" | "fail" | "by-ceiling" | "look-again" | "unknown";

export type RuleOutcome = {
	/** The item that the rule speaks of; null where it is about the whole business. */
	supportItemCode: string | null;
	legalReference: LegalReference;
} & RuleFinding;

export type RuleFinding =
	| { rule: "size"; outcome: "pass" | "fail"; facts: SizeFacts }
	| { rule: "sector"; outcome: "pass" | "fail"; facts: { sectorGroup: SectorGroup } }
	| { rule: "location"; outcome: "pass" | "fail" | "unknown"; facts: { place: string | null } }
	| { rule: "window"; outcome: "pass" | "fail"; facts: { day: PlainDate; opensOn: PlainDate; closesOn: PlainDate } }
	| { rule: "assessed"; outcome: "pass" | "fail" | "unknown"; facts: AssessedFacts }
	| { rule: "item-for-size"; outcome: "fail"; facts: { sizeClass: SizeClass } }
	| {
			rule: "solution-published" | "adviser-network";
			outcome: "pass" | "fail" | "look-again" | "unknown";
			/** `until`: the last day of the listing, null while no end is known. */
			facts: { name: string | null; until: PlainDate | null };
	  }
	| {
			rule: "independent-provider";
			outcome: "pass" | "fail" | "unknown";
			/** Of the applicant itself or its branch where it fails; null while no line has one that can be read. */
			facts: { providerTaxCode: string | null };
	  }
	| { rule: "ceiling"; outcome: "pass" | "by-ceiling" | "fail"; facts: CeilingFacts }
	| {
			rule: "no-double-funding";
			outcome: "pass" | "fail" | "unknown";
			/** `usedDong`: of this item this year; null if not known. */
			facts: { year: number; usedDong: bigint | null };
	  }
	| { rule: "not-before-submission"; outcome: "pass" | "fail" | "unknown"; facts: Record<string, never> };

export type RuleCode = RuleOutcome["rule"];

/** Limits are those of the class found, of medium for "larger". */
export type SizeFacts = {
	sizeClass: SizeClass;
	by: "revenue" | "capital" | null;
	employees: number;
	employeesLimit: number;
	revenueDong: bigint | null;
	revenueLimitDong: bigint;
	capitalDong: bigint;
	capitalLimitDong: bigint;
};

/** Level and day are null where no assessment is on file. */
export type AssessedFacts = { level: number | null; completedOn: PlainDate | null; maxAgeMonths: number };

/** Sums over the lines of one item. */
export type CeilingFacts = {
	sizeClass: SizeClass;
	year: number;
	ratePercent: number;
	shareDong: bigint;
	ceilingDong: bigint;
	/** Before this application; 0 where it is not known, which "no-double-funding" says. */
	usedDong: bigint;
	allowedDong: bigint;
};

/**
 * What one version of a programme says: sizes, support items, rates, settings. The version is an immutable JSON document
 * (see programme-rules.schema.ts), so that an application is judged by the rules of the day on which it was submitted.
 */

import type { PriorityGroupTable, SizeClass, SizeClassTable } from "#app/business/size-class.rules.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

export type ProgrammeRules = {
	sizeClasses: SizeClassTable;
	priorityGroups: PriorityGroupTable;
	supportItems: readonly SupportItem[];
	/** Where each condition comes from; sizes, priority groups and support items carry their own source. */
	conditions: Record<Condition, LegalReference>;
	settings: ProgrammeSettings;
	/** Why each setting is as it is: the law leaves it open, or the city may choose. */
	settingNotes: Record<keyof ProgrammeSettings, { vi: string; en: string }>;
};

export const conditions = [
	"sector",
	"location",
	"window",
	"assessed",
	"solution-published",
	"adviser-network",
	"independent-provider",
	"no-double-funding",
	"not-before-submission",
] as const;

export type Condition = (typeof conditions)[number];

/** A kind of cost that the programme part-funds. */
export type SupportItem = {
	/** Ours, stable for ever: "DX-SOLUTION". */
	code: string;
	vi: string;
	en: string;
	/** What the ceiling is for, in the words of the law. Either way it is counted once a year: see allowed-amount.rules.ts. */
	unit: "per-year" | "per-contract-per-year";
	/** What must be true of the one who sells: a published solution, or an adviser of the network. */
	providerCondition: "solution-published" | "adviser-network";
	legalReference: LegalReference;
	rates: readonly SupportRate[];
};

/** How much of the cost is paid, for a size class and while it is in force. */
export type SupportRate = {
	sizeClass: Exclude<SizeClass, "larger">;
	/** Whole percent of the price with tax. */
	ratePercent: number;
	/** The most per business and calendar year; null where the item is not provided for the class. */
	ceilingDong: bigint | null;
	effectiveFrom: PlainDate;
	/** The last day, or null while no end is known. */
	effectiveTo: PlainDate | null;
};

/** A rate of an item that is provided for the class. */
export type ProvidedRate = SupportRate & { ceilingDong: bigint };

export const rails = ["bank-file", "stripe"] as const;

/** To the provider by itself, with proof; or beforehand through Stripe, to be passed on with the public share. */
export const ownShareWays = ["to-provider", "stripe"] as const;

/** What becomes of what is reserved and not agreed when its year is closed. */
export const yearEndWays = ["lapse", "carry-over"] as const;

export type Rail = (typeof rails)[number];

export type ProgrammeSettings = {
	/** Who receives the public share. */
	payee: "provider" | "business";
	/** Who pays the public share, by name: it stands in agreements, where the association pays nothing. */
	payer: { vi: string; en: string };
	/** The way money moves: a file for the bank, or Stripe. */
	rail: Rail;
	/** Whether the business may pay its own share into the contract through Stripe; only where Stripe pays the provider. */
	ownShare: (typeof ownShareWays)[number];
	/** How much of the approved amount may be paid before the costs are met, in whole percent; 0 for none. */
	advancePercent: number;
	/** How much of each claim's subsidy is kept until the last claim is verified, in whole percent; 0 for none. */
	retentionPercent: number;
	/** An approval above this amount, with what the same person approved alone for the business, needs a second person. */
	secondPersonAboveDong: bigint;
	/** One in so many of the approvals that nobody else would see needs a second person too; null for none. */
	secondPersonSampleOneIn: number | null;
	/** Working days to accept the agreement after approval. */
	agreementWorkingDays: number;
	/** Working days of the one extension that a business may take by itself. */
	extensionWorkingDays: number;
	/** Working days for the providers to answer after the business has accepted; never less than the business has left. */
	providerWorkingDays: number;
	/** Working days to answer a complete submission. */
	answerWorkingDays: number;
	/** In how many monthly parts a business may pay back what is recovered; 1 if at once. */
	recoveryInstalmentsMost: number;
	/** How old the assessment may be at submission; null if none is asked for. */
	assessmentMaxAgeMonths: number | null;
	/** What decides first in the queue; the other breaks ties. */
	queueOrder: "submission-first" | "priority-first";
	/** Costs met or contracts signed before submission do not count. */
	noCostBeforeSubmission: boolean;
	/** When the year is closed, a reservation that is not agreed lapses, or stays with its days. */
	yearEndReservations: (typeof yearEndWays)[number];
	/** The province in which the head office must be, by code of the statistics office. */
	provinceCode: string;
};

/** The support item with that code, or null. */
export function supportItemOf(rules: Pick<ProgrammeRules, "supportItems">, code: string): SupportItem | null {
	return rules.supportItems.find((item) => item.code === code) ?? null;
}

/** The rate in force on a day for a size class; null where the item is not provided for it. */
export function rateOn(item: SupportItem, sizeClass: SizeClass, day: PlainDate): ProvidedRate | null {
	for (const rate of item.rates) {
		const inForce = rate.effectiveFrom <= day && (rate.effectiveTo === null || day <= rate.effectiveTo);
		if (rate.sizeClass === sizeClass && inForce && rate.ceilingDong !== null) {
			return { ...rate, ceilingDong: rate.ceilingDong };
		}
	}
	return null;
}

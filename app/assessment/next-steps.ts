/** What to do next in a pillar, and the support item that helps to pay for it. The wording is ours. */

import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { m } from "#messages/messages.js";
import type { Level } from "./framework/framework.ts";

/**
 * Codes of support items, as programmes use them (Decree 80/2021/NĐ-CP, Article 11). MGMT-COURSE is paid outside of
 * such programmes: management courses for small, micro and household businesses (Decree 20/2026/NĐ-CP, Article 11).
 */
export type SupportCode = "DX-CONSULT" | "DX-SOLUTION" | "IP-CONSULT" | "TECH-TRANSFER" | "MGMT-COURSE";

type Sentence = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;

export type NextSteps = {
	/** The easier one first. */
	steps: readonly [Sentence, Sentence];
	support: SupportCode;
};

/** Levels 0 and 1, 2 and 3, 4 and 5. */
type Band = "low" | "middle" | "high";

const advice: Record<string, Record<Band, NextSteps>> = {
	customer: {
		low: { steps: [m.assessment_step_customer_low_1, m.assessment_step_customer_low_2], support: "DX-SOLUTION" },
		middle: {
			steps: [m.assessment_step_customer_middle_1, m.assessment_step_customer_middle_2],
			support: "DX-SOLUTION",
		},
		high: { steps: [m.assessment_step_customer_high_1, m.assessment_step_customer_high_2], support: "IP-CONSULT" },
	},
	strategy: {
		low: { steps: [m.assessment_step_strategy_low_1, m.assessment_step_strategy_low_2], support: "MGMT-COURSE" },
		middle: {
			steps: [m.assessment_step_strategy_middle_1, m.assessment_step_strategy_middle_2],
			support: "DX-CONSULT",
		},
		high: { steps: [m.assessment_step_strategy_high_1, m.assessment_step_strategy_high_2], support: "DX-CONSULT" },
	},
	infrastructure: {
		low: {
			steps: [m.assessment_step_infrastructure_low_1, m.assessment_step_infrastructure_low_2],
			support: "DX-SOLUTION",
		},
		middle: {
			steps: [m.assessment_step_infrastructure_middle_1, m.assessment_step_infrastructure_middle_2],
			support: "DX-SOLUTION",
		},
		high: {
			steps: [m.assessment_step_infrastructure_high_1, m.assessment_step_infrastructure_high_2],
			support: "TECH-TRANSFER",
		},
	},
	operations: {
		low: { steps: [m.assessment_step_operations_low_1, m.assessment_step_operations_low_2], support: "DX-SOLUTION" },
		middle: {
			steps: [m.assessment_step_operations_middle_1, m.assessment_step_operations_middle_2],
			support: "DX-CONSULT",
		},
		high: {
			steps: [m.assessment_step_operations_high_1, m.assessment_step_operations_high_2],
			support: "TECH-TRANSFER",
		},
	},
	culture: {
		low: { steps: [m.assessment_step_culture_low_1, m.assessment_step_culture_low_2], support: "MGMT-COURSE" },
		middle: { steps: [m.assessment_step_culture_middle_1, m.assessment_step_culture_middle_2], support: "MGMT-COURSE" },
		high: { steps: [m.assessment_step_culture_high_1, m.assessment_step_culture_high_2], support: "DX-CONSULT" },
	},
	data: {
		low: { steps: [m.assessment_step_data_low_1, m.assessment_step_data_low_2], support: "DX-SOLUTION" },
		middle: { steps: [m.assessment_step_data_middle_1, m.assessment_step_data_middle_2], support: "DX-SOLUTION" },
		high: { steps: [m.assessment_step_data_high_1, m.assessment_step_data_high_2], support: "DX-CONSULT" },
	},
};

function bandOf(level: Level): Band {
	return level <= 1 ? "low" : level <= 3 ? "middle" : "high";
}

/** The steps for a pillar at a level; null for a pillar that only an older or a newer framework has. */
export function nextStepsFor(pillarId: string, level: Level): NextSteps | null {
	return ownValue(advice, pillarId)?.[bandOf(level)] ?? null;
}

const supports: Record<SupportCode, { name: Sentence; source: Sentence }> = {
	"DX-CONSULT": { name: m.assessment_support_dx_consult, source: m.assessment_support_decree_80 },
	"DX-SOLUTION": { name: m.assessment_support_dx_solution, source: m.assessment_support_decree_80 },
	"IP-CONSULT": { name: m.assessment_support_ip_consult, source: m.assessment_support_decree_80 },
	"TECH-TRANSFER": { name: m.assessment_support_tech_transfer, source: m.assessment_support_decree_80 },
	"MGMT-COURSE": { name: m.assessment_support_mgmt_course, source: m.assessment_support_decree_20 },
};

/** A support item in words, with its legal source. */
export function supportWords(code: SupportCode): { name: Sentence; source: Sentence } {
	return supports[code];
}

/** The check of the conditions, with this item chosen. */
export function checkOf(support: SupportCode | null): string {
	return support === null ? "/check" : `/check?supportItemCode=${support}`;
}

import type { Kysely } from "kysely";
import { type Framework, questionsOf } from "#app/assessment/framework/framework.ts";
import { frameworkInForce } from "#app/assessment/framework/frameworks.server.ts";
import type { PriorityGroupTable, SizeClassTable } from "#app/business/size-class.rules.ts";
import { type SupportAmounts, supportAmounts } from "#app/check/support-amounts.rules.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { latestRules } from "#app/programme/latest-rules.server.ts";
import type { Tables } from "#db/connection.server.ts";

export type HowCountedPage = {
	/** By the rules in force; null before the first programme is published. */
	rules: {
		programme: { vi: string; en: string };
		sizes: SizeClassTable;
		priority: PriorityGroupTable;
		amounts: SupportAmounts;
		answerWorkingDays: number;
	} | null;
	scoring: Pick<Framework, "levels" | "overallRules" | "source"> & {
		pillars: { vi: string; en: string; points: number; questions: number }[];
		questionCount: number;
		points: number;
	};
};

/** The tables behind every published figure, as they are in force today. */
export async function howCountedPage(db: Kysely<Tables>, now: Date): Promise<HowCountedPage> {
	const day = plainDateAt(now);
	const [inForce, framework] = await Promise.all([latestRules(db, day), frameworkInForce(db, now)]);
	return {
		rules: inForce && {
			programme: { vi: inForce.programme.nameVi, en: inForce.programme.nameEn },
			sizes: inForce.rules.sizeClasses,
			priority: inForce.rules.priorityGroups,
			amounts: supportAmounts(inForce.rules, day),
			answerWorkingDays: inForce.rules.settings.answerWorkingDays,
		},
		scoring: {
			levels: framework.levels,
			overallRules: framework.overallRules,
			source: framework.source,
			pillars: framework.pillars.map((pillar) => ({
				vi: pillar.vi,
				en: pillar.en,
				points: pillar.officialMaxPoints,
				questions: pillar.questions.length,
			})),
			questionCount: questionsOf(framework).length,
			points: framework.pillars.reduce((sum, pillar) => sum + pillar.officialMaxPoints, 0),
		},
	};
}

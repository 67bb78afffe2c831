import type { Kysely } from "kysely";
import { z } from "zod";
import type { Tables } from "#db/connection.server.ts";
import { type Answers, type Framework, type Level, questionsOf } from "./framework/framework.ts";
import { readFramework } from "./framework/frameworks.server.ts";
import { type NextLevel, nextLevelOf } from "./next-level.rules.ts";
import { leftForLater } from "./progress.rules.ts";
import type { Score } from "./score.rules.ts";
import { unsafeReadAnswers, visibleAssessments } from "./visible-assessments.server.ts";
import type { Keeper } from "./visitor-token.server.ts";

type Words = { vi: string; en: string };

export type PillarResult = Words & { id: string; short: Words; scorePercent: number; level: Level };

/** One answer to raise, with what it says now and what it would say. */
export type RaiseWords = { question: Words; from: Words; to: Words };

export type NextLevelWords = Omit<NextLevel, "raises"> & {
	name: Words;
	/** From where a pillar stands at the level, for the chart. */
	percentAbove: number;
	raises: { pillar: Words; steps: number; questions: RaiseWords[] }[];
};

export type ResultPage = {
	id: string;
	completedAt: Date;
	businessName: string | null;
	/** Kept by a browser's cookie alone: an account would keep it better. */
	anonymous: boolean;
	level: Level;
	levelNames: Words[];
	scoreTenths: number;
	/** How many questions were left for later, each of which counts 0. */
	skipped: number;
	/** In the framework's order. */
	pillars: PillarResult[];
	/** Lowest first. */
	threeWeakest: PillarResult[];
	nextLevel: NextLevelWords | null;
	framework: { version: number; source: Words };
};

/** The result of one of the keeper's assessments; null when it is not theirs or has no result yet. */
export async function resultPage(db: Kysely<Tables>, keeper: Keeper, id: string): Promise<ResultPage | null> {
	// The address may hold anything.
	if (!z.uuid().safeParse(id).success) return null;
	const row = await visibleAssessments(db, keeper)
		.leftJoin("business", "business.id", "assessment.businessId")
		.select(["assessment.frameworkVersion", "completedAt", "result", "legalName"])
		.select((eb) => eb("assessment.visitorHash", "is not", null).as("anonymous"))
		.where("assessment.id", "=", id)
		.executeTakeFirst();
	if (!row?.completedAt) return null;
	const framework = await readFramework(db, row.frameworkVersion);
	const answers = await unsafeReadAnswers(db, id);
	const score = row.result as Score;
	const pillars = framework.pillars.map((pillar, index) => ({
		id: pillar.id,
		vi: pillar.vi,
		en: pillar.en,
		short: pillar.short,
		scorePercent: score.pillars[index]?.scorePercent ?? 0,
		level: score.pillars[index]?.level ?? 0,
	}));
	return {
		id,
		completedAt: row.completedAt,
		businessName: row.legalName,
		anonymous: Boolean(row.anonymous),
		level: score.level,
		levelNames: framework.levels.map(({ vi, en }) => ({ vi, en })),
		scoreTenths: score.scoreTenths,
		skipped: leftForLater(framework, answers).length,
		pillars,
		threeWeakest: score.threeWeakest.flatMap((weak) => pillars.filter((pillar) => pillar.id === weak)),
		nextLevel: nextLevelWords(framework, answers),
		framework: { version: framework.version, source: framework.source },
	};
}

function nextLevelWords(framework: Framework, answers: Answers): NextLevelWords | null {
	const next = nextLevelOf(framework, answers);
	const row = framework.levels[next?.level ?? 0];
	if (!next || !row) return null;
	const questions = new Map(questionsOf(framework).map(({ question }) => [question.id, question]));
	return {
		...next,
		name: { vi: row.vi, en: row.en },
		percentAbove: row.percentAbove ?? 0,
		raises: next.raises.flatMap(({ pillarId, steps, questions: raised }) =>
			framework.pillars
				.filter((pillar) => pillar.id === pillarId)
				.map(({ short }) => ({
					pillar: short,
					steps,
					questions: raised.flatMap(({ questionId, from, to }) => {
						const question = questions.get(questionId);
						const [before, after] = [question?.options[from], question?.options[to]];
						return question && before && after
							? [{ question: wordsOf(question), from: wordsOf(before), to: wordsOf(after) }]
							: [];
					}),
				})),
		),
	};
}

function wordsOf({ vi, en }: Words): Words {
	return { vi, en };
}

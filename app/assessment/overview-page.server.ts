import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { Level } from "./framework/framework.ts";
import { frameworkInForce, readFramework } from "./framework/frameworks.server.ts";
import { goOnWith, leftForLater, type PillarProgress, progressByPillar, unseenQuestions } from "./progress.rules.ts";
import { unsafeReadAnswers, visibleAssessments } from "./visible-assessments.server.ts";
import type { Keeper } from "./visitor-token.server.ts";

type Words = { vi: string; en: string };

export type Unfinished = {
	id: string;
	savedAt: Date;
	answered: number;
	total: number;
	/** Where to go on; null when every question has an answer. */
	nextNumber: number | null;
	/** The result can be had: what is not answered was left for later. */
	canFinish: boolean;
	pillars: PillarProgress[];
	later: (Words & { number: number })[];
};

export type CompletedRow = { id: string; completedAt: Date; level: Level; levelName: Words; scoreTenths: number };

export type OverviewPage = {
	unfinished: Unfinished | null;
	/** Newest first. */
	completed: CompletedRow[];
	/** The questionnaire that a new assessment takes. */
	framework: { version: number; pillars: number; questions: number; source: Words };
};

/** The keeper's unfinished assessment, or the way to start one, and the results they have. */
export async function overviewPage(db: Kysely<Tables>, keeper: Keeper, now: Date): Promise<OverviewPage> {
	const framework = await frameworkInForce(db, now);
	return {
		unfinished: await readUnfinished(db, keeper),
		completed: await readCompleted(db, keeper),
		framework: {
			version: framework.version,
			pillars: framework.pillars.length,
			questions: framework.pillars.reduce((sum, pillar) => sum + pillar.questions.length, 0),
			source: framework.source,
		},
	};
}

/** The assessment that the keeper goes on with: the one saved last. */
export async function openAssessment(db: Kysely<Tables>, keeper: Keeper) {
	const row = await visibleAssessments(db, keeper)
		.select(["id", "frameworkVersion", "savedAt"])
		.where("completedAt", "is", null)
		.orderBy("savedAt", "desc")
		.limit(1)
		.executeTakeFirst();
	if (!row) return null;
	const framework = await readFramework(db, row.frameworkVersion);
	return { id: row.id, savedAt: row.savedAt, framework, answers: await unsafeReadAnswers(db, row.id) };
}

async function readUnfinished(db: Kysely<Tables>, keeper: Keeper): Promise<Unfinished | null> {
	const open = await openAssessment(db, keeper);
	if (!open) return null;
	const { framework, answers } = open;
	const pillars = progressByPillar(framework, answers);
	const total = pillars.reduce((sum, pillar) => sum + pillar.questions, 0);
	return {
		id: open.id,
		savedAt: open.savedAt,
		answered: pillars.reduce((sum, pillar) => sum + pillar.answered, 0),
		total,
		nextNumber: goOnWith(framework, answers),
		canFinish: unseenQuestions(framework, answers).length === 0,
		pillars,
		later: leftForLater(framework, answers).map(({ number, question: { vi, en } }) => ({ number, vi, en })),
	};
}

async function readCompleted(db: Kysely<Tables>, keeper: Keeper): Promise<CompletedRow[]> {
	const rows = await visibleAssessments(db, keeper)
		.select(["id", "frameworkVersion", "completedAt", "level", "scoreTenths"])
		.where("completedAt", "is not", null)
		.orderBy("completedAt", "desc")
		.$narrowType<{ completedAt: Date; level: Level; scoreTenths: number }>()
		.execute();
	return Promise.all(
		rows.map(async ({ frameworkVersion, ...row }) => {
			const { levels } = await readFramework(db, frameworkVersion);
			const { vi, en } = levels[row.level] ?? { vi: "", en: "" };
			return { ...row, levelName: { vi, en } };
		}),
	);
}

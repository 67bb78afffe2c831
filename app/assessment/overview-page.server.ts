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

/** One page of the results, newest first; `first` is the place of its first among all. */
export type CompletedPage = { rows: CompletedRow[]; first: number; total: number; page: number; pages: number };

export type OverviewPage = {
	unfinished: Unfinished | null;
	completed: CompletedPage;
	/** The questionnaire that a new assessment takes. */
	framework: { version: number; pillars: number; questions: number; source: Words };
};

/**
 * The keeper's unfinished assessment, or the way to start one, and a page of the results they have.
 *
 * @param asked the page of the results, counted from 1; one behind the last is the last.
 */
export async function overviewPage(db: Kysely<Tables>, keeper: Keeper, now: Date, asked = 1): Promise<OverviewPage> {
	const framework = await frameworkInForce(db, now);
	return {
		unfinished: await readUnfinished(db, keeper),
		completed: await readCompleted(db, keeper, asked),
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

const RESULTS_A_PAGE = 10;

async function readCompleted(db: Kysely<Tables>, keeper: Keeper, asked: number): Promise<CompletedPage> {
	const { count } = await visibleAssessments(db, keeper)
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.where("completedAt", "is not", null)
		.executeTakeFirstOrThrow();
	const total = Number(count);
	const pages = Math.max(1, Math.ceil(total / RESULTS_A_PAGE));
	const page = Math.min(asked, pages);
	const before = (page - 1) * RESULTS_A_PAGE;
	const found = await visibleAssessments(db, keeper)
		.select(["id", "frameworkVersion", "completedAt", "level", "scoreTenths"])
		.where("completedAt", "is not", null)
		.orderBy("completedAt", "desc")
		.orderBy("id")
		.limit(RESULTS_A_PAGE)
		.offset(before)
		.$narrowType<{ completedAt: Date; level: Level; scoreTenths: number }>()
		.execute();
	const rows = await Promise.all(
		found.map(async ({ frameworkVersion, ...row }) => {
			const { levels } = await readFramework(db, frameworkVersion);
			const { vi, en } = levels[row.level] ?? { vi: "", en: "" };
			return { ...row, levelName: { vi, en } };
		}),
	);
	return { rows, first: before + 1, total, page, pages };
}

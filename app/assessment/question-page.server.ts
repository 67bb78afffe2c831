import type { Kysely } from "kysely";
import { ownValue } from "#app/kernel/own-value.ts";
import type { Tables } from "#db/connection.server.ts";
import { type AnswerScore, questionsOf } from "./framework/framework.ts";
import { openAssessment } from "./overview-page.server.ts";
import { nextOpenAfter, type PillarProgress, progressByPillar } from "./progress.rules.ts";
import { visibleAssessments } from "./visible-assessments.server.ts";
import type { Keeper } from "./visitor-token.server.ts";

type Words = { vi: string; en: string };

export type QuestionPage = {
	assessmentId: string;
	/** Null while nothing was answered. */
	savedAt: Date | null;
	question: Words & { id: string; options: (Words & { score: AnswerScore })[] };
	/** The answer so far; null when there is none, or it was left for later. */
	score: AnswerScore | null;
	pillar: Words & { id: string; number: number; questions: number };
	pillars: PillarProgress[];
	/** Through all pillars, from 1. */
	number: number;
	numberInPillar: number;
	total: number;
	/** The next question without an answer; null leads to the overview. */
	next: number | null;
};

/** Why there is nothing to answer: the browser kept no cookie, the assessment has its result, or none was started. */
export type NothingToAnswer = "no-cookie" | "completed" | "not-started";

/**
 * One question of the keeper's unfinished assessment, by the number in the address; where there is none, why. Null when
 * it has no such question.
 */
export async function questionPage(
	db: Kysely<Tables>,
	keeper: Keeper,
	number: string | undefined,
): Promise<QuestionPage | NothingToAnswer | null> {
	const open = await openAssessment(db, keeper);
	if (!open) return whyNothing(db, keeper);
	const { framework, answers } = open;
	const all = questionsOf(framework);
	const asked = all.find((each) => String(each.number) === number);
	if (!asked) return null;
	const { pillar, question } = asked;
	return {
		assessmentId: open.id,
		savedAt: Object.keys(answers).length > 0 ? open.savedAt : null,
		question,
		score: ownValue(answers, question.id) ?? null,
		pillar: {
			id: pillar.id,
			vi: pillar.vi,
			en: pillar.en,
			number: asked.pillarNumber,
			questions: pillar.questions.length,
		},
		pillars: progressByPillar(framework, answers),
		number: asked.number,
		numberInPillar: asked.numberInPillar,
		total: all.length,
		next: nextOpenAfter(framework, answers, asked.number),
	};
}

async function whyNothing(db: Kysely<Tables>, keeper: Keeper): Promise<NothingToAnswer> {
	if ("visitor" in keeper.actor && keeper.token === null) return "no-cookie";
	const any = await visibleAssessments(db, keeper).select("id").orderBy("id").limit(1).executeTakeFirst();
	return any ? "completed" : "not-started";
}

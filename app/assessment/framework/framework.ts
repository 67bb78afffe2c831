/**
 * One version of the questionnaire: pillars, questions with graded options, and what a level takes. A version is an
 * immutable document, so that an assessment is always read by the questions that were answered.
 *
 * Bounds are kept as in Decision 1970/QĐ-BTTTT (2021): whole percents for a pillar, points of the official total for
 * the whole business, each to be exceeded ("over 10 % to 20 %").
 */

import { z } from "zod";
import { isPlainDate } from "#app/kernel/plain-date.ts";

export const TOP_SCORE = 5;

const text = z.string().min(1);
const inTwoLanguages = z.strictObject({ vi: text, en: text });
const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export const answerScore = level;

/** 0 to 5, for a pillar and for the whole business. */
export type Level = z.infer<typeof level>;

/** What one answer is worth: 0 for the first option, 5 for the last. */
export type AnswerScore = z.infer<typeof answerScore>;

const question = z.strictObject({
	id: z.string().regex(/^[a-z]+\.\d+$/),
	vi: text,
	en: text,
	options: z
		.array(inTwoLanguages.extend({ score: answerScore }))
		.refine((options) => options.length === TOP_SCORE + 1 && options.every((option, index) => option.score === index), {
			error: "Options go from 0 to 5, worst to best",
		}),
});

const pillar = z.strictObject({
	id: z.string().regex(/^[a-z]+$/),
	vi: text,
	en: text,
	/** For charts and narrow columns. */
	short: inTwoLanguages,
	/** The pillar's share of the official total: its weight. */
	officialMaxPoints: z.int().min(1),
	questions: z.array(question).min(1),
});

const levelRow = inTwoLanguages.extend({
	level,
	/** A pillar stands at this level when its share of its points is over this percent; null for level 0. */
	percentAbove: z.int().min(0).max(100).nullable(),
});

const overallRule = z.strictObject({
	level,
	/** Of the official total, to be exceeded. */
	pointsAbove: z.int().min(0),
	/** How many pillars must stand at this level or higher. */
	pillarsAtLevel: z.int().min(1),
});

/** True when each row asks for more than the one before: only then can better answers never lower a level. */
function rises(values: readonly number[]): boolean {
	return values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));
}

function isUnique(values: readonly string[]): boolean {
	return new Set(values).size === values.length;
}

/** Reads a stored version, and refuses one by which nobody could be scored. */
export const frameworkSchema = z
	.strictObject({
		version: z.int().min(1),
		effectiveFrom: z.string().refine(isPlainDate),
		/** Whose wording it is. */
		source: inTwoLanguages,
		/** In order, 0 to 5. */
		levels: z.array(levelRow),
		/** In order, 1 to 5; who meets none stands at level 0. */
		overallRules: z.array(overallRule),
		pillars: z.array(pillar).min(3),
	})
	.refine(({ levels }) => levels.map((row) => row.level).join() === "0,1,2,3,4,5", "Six levels, in order")
	.refine(({ levels }) => rises(levels.map((row) => row.percentAbove ?? -1)), "Percents of levels rise")
	.refine(({ overallRules }) => overallRules.map((rule) => rule.level).join() === "1,2,3,4,5", "Five rules, in order")
	.refine(
		({ overallRules: rules }) =>
			rises(rules.map((rule) => rule.pointsAbove)) &&
			rules.every((rule, index) => rule.pillarsAtLevel >= (rules[index - 1]?.pillarsAtLevel ?? 0)),
		"What a level takes rises",
	)
	.refine(
		({ overallRules, pillars }) => overallRules.every((rule) => rule.pillarsAtLevel <= pillars.length),
		"No rule asks for more pillars than there are",
	)
	.refine(({ pillars }) => isUnique(pillars.map((row) => row.id)), "Pillar ids are unique")
	.refine(
		({ pillars }) =>
			isUnique(pillars.flatMap((row) => row.questions.map((each) => each.id))) &&
			pillars.every((row) => row.questions.every((each) => each.id.startsWith(`${row.id}.`))),
		"Question ids are unique and start with their pillar's id",
	);

export type Framework = z.infer<typeof frameworkSchema>;
export type Pillar = z.infer<typeof pillar>;
export type Question = z.infer<typeof question>;

/** What was answered so far, by question id; null is "I will answer later". */
export type Answers = Readonly<Record<string, AnswerScore | null>>;

/** The question as a person meets it: numbered through the whole, and within its pillar. */
export type NumberedQuestion = {
	question: Question;
	pillar: Pillar;
	/** From 1, through all pillars. */
	number: number;
	numberInPillar: number;
	pillarNumber: number;
};

/** All questions in the order in which they are asked. */
export function questionsOf(framework: Framework): NumberedQuestion[] {
	return framework.pillars
		.flatMap((each, pillarIndex) =>
			each.questions.map((question, index) => ({
				question,
				pillar: each,
				numberInPillar: index + 1,
				pillarNumber: pillarIndex + 1,
			})),
		)
		.map((question, index) => ({ ...question, number: index + 1 }));
}

/**
 * The score of a finished assessment, by the rules of Decision 1970/QĐ-BTTTT (2021): a pillar's level from its share of
 * its own points, the overall level from the official total and from how many pillars stand at that level.
 * Whole numbers throughout: shares are compared by multiplying out, never by dividing, so a bound is exact.
 */

import { assert } from "#app/kernel/assert.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import {
	type AnswerScore,
	type Answers,
	type Framework,
	type Level,
	type Pillar,
	TOP_SCORE,
} from "./framework/framework.ts";

export type PillarScore = {
	id: string;
	/** Sum of the answers' scores. */
	sumPoints: number;
	maxPoints: number;
	/** Whole points out of 100, half up. For reading only: levels are judged by the exact share. */
	scorePercent: number;
	level: Level;
};

export type Score = {
	/** In the framework's order. */
	pillars: PillarScore[];
	/** Out of 100, in tenths, half up: 426 is 42.6. */
	scoreTenths: number;
	level: Level;
	/** Ids of the three pillars with the lowest share, lowest first; equal ones in the framework's order. */
	threeWeakest: string[];
};

/** A pillar's points and what they are worth in the whole, as whole numbers. */
export type PillarStanding = {
	pillar: Pillar;
	points: number;
	maxPoints: number;
	/** What one point adds to the official total, times the common denominator. */
	worth: number;
	level: Level;
};

export type Standing = {
	pillars: PillarStanding[];
	/** Smallest number that the points of every pillar divide: one official point is this many parts. */
	partsPerPoint: number;
	officialTotal: number;
};

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function leastCommonMultiple(a: number, b: number): number {
	return (a / greatestCommonDivisor(a, b)) * b;
}

/** `numerator / denominator`, half up, for numbers of 0 or more. */
function divideHalfUp(numerator: number, denominator: number): number {
	return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** A sum of scores that lifts the pillar over the level's bound, and no less does. */
export function pointsForLevel(framework: Framework, maxPoints: number, level: Level): number {
	const percentAbove = framework.levels[level]?.percentAbove ?? null;
	return percentAbove === null ? 0 : Math.floor((percentAbove * maxPoints) / 100) + 1;
}

function pillarLevel(framework: Framework, points: number, maxPoints: number): Level {
	const reached = framework.levels.filter((row) => points >= pointsForLevel(framework, maxPoints, row.level));
	return reached.at(-1)?.level ?? 0;
}

/**
 * A question that was left for later counts 0: who does not know has not got it.
 *
 * @throws Error for a question that nobody has seen: only a whole questionnaire can be scored.
 */
function answerTo(answers: Answers, questionId: string): AnswerScore {
	const score = ownValue(answers, questionId);
	assert(score !== undefined, `question ${questionId} was not seen`);
	return score ?? 0;
}

/** Where each pillar stands. */
export function standingOf(framework: Framework, answers: Answers): Standing {
	const partsPerPoint = framework.pillars
		.map((pillar) => TOP_SCORE * pillar.questions.length)
		.reduce(leastCommonMultiple, 1);
	const pillars = framework.pillars.map((pillar) => {
		const maxPoints = TOP_SCORE * pillar.questions.length;
		const points = pillar.questions.reduce((sum, question) => sum + answerTo(answers, question.id), 0);
		const worth = pillar.officialMaxPoints * (partsPerPoint / maxPoints);
		return { pillar, points, maxPoints, worth, level: pillarLevel(framework, points, maxPoints) };
	});
	const officialTotal = framework.pillars.reduce((sum, pillar) => sum + pillar.officialMaxPoints, 0);
	return { pillars, partsPerPoint, officialTotal };
}

/** The official points of the whole, in parts. */
export function partsOf(standing: Standing): number {
	return standing.pillars.reduce((sum, { points, worth }) => sum + points * worth, 0);
}

/** How many pillars stand at the level or higher. */
export function pillarsAt(standing: Standing, level: Level): number {
	return standing.pillars.filter((pillar) => pillar.level >= level).length;
}

function overallLevel(framework: Framework, standing: Standing): Level {
	const parts = partsOf(standing);
	const met = framework.overallRules.filter(
		(rule) =>
			parts > rule.pointsAbove * standing.partsPerPoint && pillarsAt(standing, rule.level) >= rule.pillarsAtLevel,
	);
	return met.at(-1)?.level ?? 0;
}

/** The score of a whole questionnaire. @throws Error when a question was not seen. */
export function scoreOf(framework: Framework, answers: Answers): Score {
	const standing = standingOf(framework, answers);
	const weakestFirst = [...standing.pillars].sort((a, b) => a.points * b.maxPoints - b.points * a.maxPoints);
	return {
		pillars: standing.pillars.map(({ pillar, points, maxPoints, level }) => ({
			id: pillar.id,
			sumPoints: points,
			maxPoints,
			scorePercent: divideHalfUp(100 * points, maxPoints),
			level,
		})),
		scoreTenths: divideHalfUp(1000 * partsOf(standing), standing.officialTotal * standing.partsPerPoint),
		level: overallLevel(framework, standing),
		threeWeakest: weakestFirst.slice(0, 3).map(({ pillar }) => pillar.id),
	};
}

/** What lifts a business to the next level: which of the two conditions is missing, and the fewest steps that meet both. */

import { ownValue } from "#app/kernel/own-value.ts";
import type { AnswerScore, Answers, Framework, Level } from "./framework/framework.ts";
import {
	type PillarStanding,
	partsOf,
	pillarsAt,
	pointsForLevel,
	type Standing,
	scoreOf,
	standingOf,
} from "./score.rules.ts";

/** One answer to improve. */
export type Raise = { questionId: string; from: AnswerScore; to: AnswerScore };

/** What to improve in one pillar; a step moves one answer up by one. */
export type PillarRaise = { pillarId: string; steps: number; questions: Raise[] };

export type NextLevel = {
	level: Level;
	/** The official points must be over `above`, of `outOf`. */
	points: { above: number; outOf: number; met: boolean };
	/** So many pillars must stand at the level or higher. */
	pillars: { needed: number; have: number; met: boolean };
	/** The way with the fewest steps in all; the nearest pillar first. */
	raises: PillarRaise[];
	/** Steps in all. */
	steps: number;
};

/** Steps by pillar, in the order of the standing. */
type Plan = number[];

function total(plan: Plan): number {
	return plan.reduce((sum, steps) => sum + steps, 0);
}

/** All ways to choose `count` of the items, those with the first items first. */
function choices<Item>(items: readonly Item[], count: number): Item[][] {
	if (count === 0) return [[]];
	return items.flatMap((item, index) => choices(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}

/** Adds the fewest steps that lift the whole over `partsAbove`: a step counts most where a point is worth most. */
function addForPoints(standing: Standing, plan: Plan, partsAbove: number): Plan {
	const filled = [...plan];
	const worthOfPlan = standing.pillars.reduce((sum, pillar, index) => sum + pillar.worth * (plan[index] ?? 0), 0);
	let missing = partsAbove + 1 - partsOf(standing) - worthOfPlan;
	const mostWorthFirst = standing.pillars
		.map((pillar, index) => ({ pillar, index }))
		.sort((a, b) => b.pillar.worth - a.pillar.worth);
	for (const { pillar, index } of mostWorthFirst) {
		if (missing <= 0) break;
		const room = pillar.maxPoints - pillar.points - (filled[index] ?? 0);
		const steps = Math.min(room, Math.ceil(missing / pillar.worth));
		filled[index] = (filled[index] ?? 0) + steps;
		missing -= steps * pillar.worth;
	}
	return filled;
}

/**
 * The plan with the fewest steps: for each choice of pillars to lift to the level, their steps and then what the points
 * still need. With six pillars there are at most twenty choices.
 */
function cheapestPlan(framework: Framework, standing: Standing, target: Framework["overallRules"][number]): Plan {
	const below = standing.pillars
		.map((pillar, index) => ({
			index,
			steps: pointsForLevel(framework, pillar.maxPoints, target.level) - pillar.points,
		}))
		.filter(({ steps }) => steps > 0)
		.sort((a, b) => a.steps - b.steps);
	const missing = Math.max(0, target.pillarsAtLevel - pillarsAt(standing, target.level));
	const plans = choices(below, missing).map((lifted) => {
		const plan = standing.pillars.map((_, index) => lifted.find((pillar) => pillar.index === index)?.steps ?? 0);
		return addForPoints(standing, plan, target.pointsAbove * standing.partsPerPoint);
	});
	return plans.reduce((best, plan) => (total(plan) < total(best) ? plan : best));
}

/** Spreads the steps over the pillar's lowest answers: the first steps of a subject are the easiest to take. */
function easiestRaises({ pillar }: PillarStanding, answers: Answers, steps: number): Raise[] {
	const scores = pillar.questions.map((question) => ({
		questionId: question.id,
		from: ownValue(answers, question.id) ?? 0,
		to: ownValue(answers, question.id) ?? 0,
	}));
	for (let step = 0; step < steps; step++) {
		const lowest = scores.reduce((low, score) => (score.to < low.to ? score : low));
		lowest.to = (lowest.to + 1) as AnswerScore;
	}
	return scores.filter(({ from, to }) => to > from);
}

/** What the next level takes, or null at level 5. @throws Error when a question was not seen. */
export function nextLevelOf(framework: Framework, answers: Answers): NextLevel | null {
	const { level } = scoreOf(framework, answers);
	const target = framework.overallRules.find((rule) => rule.level === level + 1);
	if (!target) return null;
	const standing = standingOf(framework, answers);
	const plan = cheapestPlan(framework, standing, target);
	const have = pillarsAt(standing, target.level);
	const raises = standing.pillars
		.map((pillar, index) => ({ pillar, steps: plan[index] ?? 0 }))
		.filter(({ steps }) => steps > 0)
		.sort((a, b) => a.steps - b.steps)
		.map(({ pillar, steps }) => ({
			pillarId: pillar.pillar.id,
			steps,
			questions: easiestRaises(pillar, answers, steps),
		}));
	return {
		level: target.level,
		points: {
			above: target.pointsAbove,
			outOf: standing.officialTotal,
			met: partsOf(standing) > target.pointsAbove * standing.partsPerPoint,
		},
		pillars: { needed: target.pillarsAtLevel, have, met: have >= target.pillarsAtLevel },
		raises,
		steps: total(plan),
	};
}

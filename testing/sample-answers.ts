/** Answers to make up. */

import type { AnswerScore, Framework } from "#app/assessment/framework/framework.ts";

/** Answers whose scores sum to the given points in each pillar, in the framework's order, spread as evenly as can be. */
export function answersWithSums(framework: Framework, sums: readonly number[]): Record<string, AnswerScore> {
	return Object.fromEntries(
		framework.pillars.flatMap((pillar, index) => {
			const count = pillar.questions.length;
			const sum = sums[index] ?? 0;
			return pillar.questions.map((question, place) => [
				question.id,
				(Math.floor(sum / count) + (place < sum % count ? 1 : 0)) as AnswerScore,
			]);
		}),
	);
}

import { describe, expect, test } from "vitest";
import { type AnswerScore, type Answers, frameworkSchema, questionsOf } from "./framework/framework.ts";
import content from "./framework/framework-1.json" with { type: "json" };
import { goOnWith, leftForLater, nextOpenAfter, openQuestions, progressByPillar } from "./progress.rules.ts";

const framework = frameworkSchema.parse(content);

/** Answers to the questions with these numbers; those in `later` are left for later. */
function answered(numbers: number[], later: number[] = []): Answers {
	const answers: Record<string, AnswerScore | null> = {};
	for (const { number, question } of questionsOf(framework)) {
		if (numbers.includes(number)) answers[question.id] = 2;
		if (later.includes(number)) answers[question.id] = null;
	}
	return answers;
}

const all = questionsOf(framework).map(({ number }) => number);
const allBut = (...numbers: number[]) => all.filter((number) => !numbers.includes(number));

describe("progress", () => {
	test.each([
		[answered([]), 0, 1],
		[answered([1, 2, 3]), 3, 4],
		[answered([1, 2, 3, 5, 6]), 3, 4],
		[answered([1, 2, 3, 4, 5, 6]), 2, 7],
		[answered([1, 2, 4], [3]), 2, 3],
		[answered(allBut(7)), 41, null],
		[answered(all), 5, null],
	])("the next open question after a number", (answers, number, next) => {
		expect(nextOpenAfter(framework, answers, number)).toBe(next);
	});

	test.each([
		["at the start", answered([]), 1],
		["after the last one seen, not at the one left for later", answered([1, 2, 4, 5], [3]), 6],
		["at the one left for later, once all were seen", answered(allBut(3), [3]), 3],
		["nowhere, once all have an answer", answered(all), null],
	])("goes on %s", (_where, answers, number) => {
		expect(goOnWith(framework, answers)).toBe(number);
	});

	test("a question left for later is open", () => {
		const answers = answered(allBut(3, 40), [3]);
		expect(openQuestions(framework, answers).map(({ number }) => number)).toEqual([3, 40]);
		expect(leftForLater(framework, answers).map(({ number }) => number)).toEqual([3]);
	});

	test("is counted by pillar", () => {
		const bars = progressByPillar(framework, answered([1, 2, 9], [10]));
		expect(bars.map(({ answered: done, questions, firstNumber }) => [done, questions, firstNumber])).toEqual([
			[2, 8, 1],
			[1, 4, 9],
			[0, 9, 13],
			[0, 8, 22],
			[0, 6, 30],
			[0, 6, 36],
		]);
	});
});

import { assert, constantFrom, property, record, shuffledSubarray, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { answersWithSums } from "#testing/sample-answers.ts";
import { type AnswerScore, type Answers, frameworkSchema } from "./framework/framework.ts";
import content from "./framework/framework-1.json" with { type: "json" };
import { scoreOf } from "./score.rules.ts";

const framework = frameworkSchema.parse(content);
const questionIds = framework.pillars.flatMap((pillar) => pillar.questions.map((question) => question.id));
const answersWith = (sums: number[]) => answersWithSums(framework, sums);

const allAnswers = record(
	Object.fromEntries(questionIds.map((id) => [id, constantFrom<AnswerScore[]>(0, 1, 2, 3, 4, 5)])),
);

describe("a pillar's level", () => {
	// Operations has 8 questions: 40 points, so each bound falls on a whole point. A bound itself is still the level below.
	test.each([
		[0, 0],
		[4, 0],
		[5, 1],
		[8, 1],
		[9, 2],
		[16, 2],
		[17, 3],
		[24, 3],
		[25, 4],
		[32, 4],
		[33, 5],
		[40, 5],
	])("%i of 40 points is level %i", (points, level) => {
		const operations = scoreOf(framework, answersWith([0, 0, 0, points, 0, 0])).pillars[3];
		expect(operations).toMatchObject({ id: "operations", sumPoints: points, maxPoints: 40, level });
	});

	test.each([
		[15, 38], // 37.5
		[19, 48], // 47.5
		[5, 13], // 12.5
		[17, 43], // 42.5
		[1, 3], // 2.5
		[16, 40],
	])("%i of 40 points reads as %i out of 100", (points, scorePercent) => {
		expect(scoreOf(framework, answersWith([0, 0, 0, points, 0, 0])).pillars[3]).toMatchObject({ scorePercent });
	});
});

describe("the overall level", () => {
	test.each<[string, number[], number, number]>([
		["nothing yet", [0, 0, 0, 0, 0, 0], 0, 0],
		["everything at the first step: 64 points exactly", [8, 4, 9, 8, 6, 6], 200, 1],
		["everything at the second: 128 points exactly", [16, 8, 18, 16, 12, 12], 400, 2],
		["everything at the third: 192 points exactly", [24, 12, 27, 24, 18, 18], 600, 3],
		["everything at the fourth: 256 points exactly", [32, 16, 36, 32, 24, 24], 800, 4],
		["everything at the top", [40, 20, 45, 40, 30, 30], 1000, 5],
		["one strong pillar cannot lift the whole", [0, 0, 45, 0, 0, 0], 250, 0],
		["nor can three", [40, 0, 45, 40, 0, 0], 656, 0],
		["four pillars at level 3, but 128 points exactly", [17, 10, 15, 15, 13, 13], 400, 2],
		["the same and one step more", [17, 10, 16, 15, 13, 13], 406, 3],
		["enough points, three pillars at level 3", [19, 11, 23, 15, 11, 7], 426, 2],
		["the same with a fourth pillar", [19, 11, 23, 17, 11, 7], 436, 3],
		["four pillars at level 4 where five are due", [33, 17, 37, 33, 18, 18], 766, 3],
		["five of six pillars at level 5", [40, 20, 45, 40, 30, 24], 978, 4],
	])("%s", (_what, sums, scoreTenths, level) => {
		expect(scoreOf(framework, answersWith(sums))).toMatchObject({ scoreTenths, level });
	});

	test("a question left for later counts 0, and one that nobody saw has no score", () => {
		const answers: Record<string, AnswerScore | null> = answersWith([8, 4, 9, 8, 6, 6]);
		const skipped = { ...answers, "data.6": null };
		expect(scoreOf(framework, skipped)).toEqual(scoreOf(framework, { ...answers, "data.6": 0 }));
		expect(() => scoreOf(framework, {})).toThrow("customer.1");
	});

	test("never falls when an answer rises, and stays between 0 and 5", () => {
		assert(
			property(allAnswers, constantFrom(...questionIds), (answers, raised) => {
				const before = scoreOf(framework, answers);
				const better = { ...answers, [raised]: Math.min(5, (answers[raised] ?? 0) + 1) as AnswerScore };
				const after = scoreOf(framework, better);
				expect(after.level).toBeGreaterThanOrEqual(before.level);
				expect(after.scoreTenths).toBeGreaterThanOrEqual(before.scoreTenths);
				expect(before.level).toBeGreaterThanOrEqual(0);
				expect(after.level).toBeLessThanOrEqual(5);
			}),
		);
	});

	test("does not depend on which question of a pillar has which answer, or on their order", () => {
		const orders = tuple(
			...framework.pillars.map((pillar) => {
				const ids = pillar.questions.map((question) => question.id);
				return shuffledSubarray(ids, { minLength: ids.length });
			}),
		);
		assert(
			property(allAnswers, orders, (answers, shuffled) => {
				const moved: Answers = Object.fromEntries(
					framework.pillars.flatMap((pillar, index) =>
						pillar.questions.map((question, place) => [shuffled[index]?.[place] ?? "", answers[question.id] ?? 0]),
					),
				);
				expect(scoreOf(framework, moved)).toEqual(scoreOf(framework, answers));
				expect(scoreOf(framework, Object.fromEntries(Object.entries(answers).reverse()))).toEqual(
					scoreOf(framework, answers),
				);
			}),
		);
	});
});

describe("the three weakest pillars", () => {
	test("come with the lowest share first", () => {
		expect(scoreOf(framework, answersWith([19, 11, 23, 15, 11, 7])).threeWeakest).toEqual([
			"data",
			"culture",
			"operations",
		]);
	});

	test("equal shares keep the framework's order", () => {
		expect(scoreOf(framework, answersWith([8, 4, 9, 8, 6, 6])).threeWeakest).toEqual([
			"customer",
			"strategy",
			"infrastructure",
		]);
	});

	test("shares are compared exactly: 13 of 30 is more than 17 of 40, though both read 43", () => {
		expect(scoreOf(framework, answersWith([17, 20, 45, 40, 13, 13])).threeWeakest).toEqual([
			"customer",
			"culture",
			"data",
		]);
	});
});

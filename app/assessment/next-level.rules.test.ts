import { assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { answersWithSums } from "#testing/sample-answers.ts";
import { type AnswerScore, type Answers, frameworkSchema } from "./framework/framework.ts";
import content from "./framework/framework-1.json" with { type: "json" };
import { nextLevelOf } from "./next-level.rules.ts";
import { scoreOf } from "./score.rules.ts";

const framework = frameworkSchema.parse(content);
const nextAt = (...sums: number[]) => nextLevelOf(framework, answersWithSums(framework, sums));
const allAnswers = record(
	Object.fromEntries(
		framework.pillars.flatMap((pillar) =>
			pillar.questions.map(({ id }) => [id, constantFrom<AnswerScore[]>(0, 1, 2, 3, 4, 5)]),
		),
	),
);

describe("the next level", () => {
	test("where one pillar is missing: the nearest one, by its lowest answers", () => {
		expect(nextAt(19, 11, 23, 15, 11, 7)).toEqual({
			level: 3,
			points: { above: 128, outOf: 320, met: true },
			pillars: { needed: 4, have: 3, met: false },
			raises: [
				{
					pillarId: "operations",
					steps: 2,
					questions: [
						{ questionId: "operations.1", from: 2, to: 3 },
						{ questionId: "operations.8", from: 1, to: 2 },
					],
				},
			],
			steps: 2,
		});
	});

	test("where only points are missing: one step where it counts most", () => {
		expect(nextAt(17, 10, 15, 15, 13, 13)).toMatchObject({
			level: 3,
			points: { met: false },
			pillars: { needed: 4, have: 4, met: true },
			raises: [{ pillarId: "infrastructure", steps: 1 }],
			steps: 1,
		});
	});

	test("where three pillars are missing: the three nearest", () => {
		expect(nextAt(0, 0, 45, 0, 0, 0)).toMatchObject({
			level: 1,
			points: { above: 20, met: true },
			pillars: { needed: 4, have: 1, met: false },
			raises: [
				{ pillarId: "strategy", steps: 3 },
				{ pillarId: "culture", steps: 4 },
				{ pillarId: "data", steps: 4 },
			],
			steps: 11,
		});
	});

	test("where pillars and points are missing: one step in each of four pillars, then the points", () => {
		const next = nextAt(16, 8, 0, 0, 12, 12);
		expect(next).toMatchObject({
			level: 3,
			points: { met: false },
			pillars: { needed: 4, have: 0, met: false },
			steps: 34,
		});
		expect(next?.raises.map(({ pillarId, steps }) => [pillarId, steps])).toEqual([
			["customer", 1],
			["strategy", 1],
			["culture", 1],
			["data", 1],
			["infrastructure", 30],
		]);
	});

	test("at level 5 there is none", () => {
		expect(nextAt(33, 17, 37, 33, 25, 25)).toBeNull();
	});
});

describe("properties of the next level", () => {
	test("its steps lead exactly there", () => {
		assert(
			property(allAnswers, (answers) => {
				const { level } = scoreOf(framework, answers);
				const next = nextLevelOf(framework, answers);
				if (next === null) return expect(level).toBe(5);
				const raised = { ...answers };
				for (const raise of next.raises.flatMap((pillar) => pillar.questions)) raised[raise.questionId] = raise.to;
				expect(scoreOf(framework, raised).level).toBe(level + 1);
				expect(next.points.met && next.pillars.met).toBe(false);
			}),
		);
	});

	test("no way has fewer steps", () => {
		// Three pillars of one, two and one questions: few enough states to look at them all.
		const small = frameworkSchema.parse({
			...content,
			overallRules: [
				{ level: 1, pointsAbove: 6, pillarsAtLevel: 1 },
				{ level: 2, pointsAbove: 20, pillarsAtLevel: 2 },
				{ level: 3, pointsAbove: 40, pillarsAtLevel: 2 },
				{ level: 4, pointsAbove: 60, pillarsAtLevel: 2 },
				{ level: 5, pointsAbove: 85, pillarsAtLevel: 3 },
			],
			pillars: [
				{ ...content.pillars[0], officialMaxPoints: 50, questions: content.pillars[0]?.questions.slice(0, 1) },
				{ ...content.pillars[1], officialMaxPoints: 20, questions: content.pillars[1]?.questions.slice(0, 2) },
				{ ...content.pillars[2], officialMaxPoints: 30, questions: content.pillars[2]?.questions.slice(0, 1) },
			],
		});
		const score = integer({ min: 0, max: 5 });
		const levelAt = (a: number, b: number, c: number) => {
			const first = Math.min(b, 5);
			const answers = { "customer.1": a, "strategy.1": first, "strategy.2": b - first, "infrastructure.1": c };
			return scoreOf(small, answers as Answers).level;
		};
		assert(
			property(score, integer({ min: 0, max: 10 }), score, (a, b, c) => {
				const first = Math.min(b, 5);
				const answers = { "customer.1": a, "strategy.1": first, "strategy.2": b - first, "infrastructure.1": c };
				const next = nextLevelOf(small, answers as Answers);
				if (next === null) return;
				let fewest = Number.POSITIVE_INFINITY;
				for (let x = a; x <= 5; x++)
					for (let y = b; y <= 10; y++)
						for (let z = c; z <= 5; z++)
							if (levelAt(x, y, z) >= next.level) fewest = Math.min(fewest, x - a + y - b + z - c);
				expect(next.steps).toBe(fewest);
			}),
		);
	});
});

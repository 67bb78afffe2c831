import { describe, expect, test } from "vitest";
import { type Framework, frameworkSchema, questionsOf } from "./framework.ts";
import content from "./framework-1.json" with { type: "json" };

const framework = frameworkSchema.parse(content);

describe("framework version 1", () => {
	test("asks 41 questions in six pillars", () => {
		expect(framework.version).toBe(1);
		expect(framework.pillars.map((pillar) => [pillar.id, pillar.questions.length, pillar.officialMaxPoints])).toEqual([
			["customer", 8, 65],
			["strategy", 4, 25],
			["infrastructure", 9, 80],
			["operations", 8, 65],
			["culture", 6, 50],
			["data", 6, 35],
		]);
		expect(questionsOf(framework)).toHaveLength(41);
	});

	test("grades every question from 0 to 5, in two languages", () => {
		for (const { question } of questionsOf(framework)) {
			expect(question.options.map((option) => option.score)).toEqual([0, 1, 2, 3, 4, 5]);
			expect(new Set(question.options.map((option) => option.vi)).size).toBe(6);
			expect(new Set(question.options.map((option) => option.en)).size).toBe(6);
		}
	});

	test("keeps the bounds of Decision 1970/QĐ-BTTTT", () => {
		expect(framework.levels.map((level) => level.percentAbove)).toEqual([null, 10, 20, 40, 60, 80]);
		expect(framework.overallRules.map((rule) => [rule.pointsAbove, rule.pillarsAtLevel])).toEqual([
			[20, 4],
			[64, 4],
			[128, 4],
			[192, 5],
			[256, 6],
		]);
	});

	test("says that the wording is not official", () => {
		expect(framework.source.vi).toContain("không phải bộ câu hỏi chính thức");
		expect(framework.source.en).toContain("not an official questionnaire");
	});

	test("numbers questions through the whole and within their pillar", () => {
		const nineteenth = questionsOf(framework)[18];
		expect(nineteenth).toMatchObject({ number: 19, numberInPillar: 7, pillarNumber: 3 });
		expect(nineteenth?.question.id).toBe("infrastructure.7");
	});
});

describe("a framework is refused when", () => {
	const broken: [string, (copy: Framework) => void][] = [
		["an option is missing", (copy) => copy.pillars[0]?.questions[0]?.options.pop()],
		["options are out of order", (copy) => copy.pillars[0]?.questions[0]?.options.reverse()],
		["a level is missing", (copy) => copy.levels.pop()],
		["a level asks for less than the one below", (copy) => Object.assign(copy.levels[3] ?? {}, { percentAbove: 20 })],
		[
			"a rule asks for fewer points than the one below",
			(copy) => Object.assign(copy.overallRules[2] ?? {}, { pointsAbove: 64 }),
		],
		["a rule asks for fewer pillars", (copy) => Object.assign(copy.overallRules[4] ?? {}, { pillarsAtLevel: 3 })],
		[
			"a rule asks for more pillars than there are",
			(copy) => Object.assign(copy.overallRules[4] ?? {}, { pillarsAtLevel: 7 }),
		],
		["a question is asked twice", (copy) => copy.pillars[0]?.questions.push(...copy.pillars[0].questions.slice(0, 1))],
		[
			"a question stands in another pillar",
			(copy) => copy.pillars[1]?.questions.push(...(copy.pillars[0]?.questions.splice(0, 1) ?? [])),
		],
		["a text is empty", (copy) => Object.assign(copy.pillars[0] ?? {}, { en: "" })],
	];

	test.each(broken)("%s", (_what, breakIt) => {
		const copy = structuredClone(framework);
		breakIt(copy);
		expect(frameworkSchema.safeParse(copy).success).toBe(false);
	});
});

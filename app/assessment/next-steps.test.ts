import { describe, expect, test } from "vitest";
import { frameworkSchema, type Level } from "./framework/framework.ts";
import content from "./framework/framework-1.json" with { type: "json" };
import { nextStepsFor, supportWords } from "./next-steps.ts";

const framework = frameworkSchema.parse(content);
const levels: Level[] = [0, 1, 2, 3, 4, 5];
const places = framework.pillars.flatMap((pillar) => levels.map((level) => [pillar.id, level] as const));

describe("next steps", () => {
	test.each(places)("%s at level %i has two steps and a support item, in both languages", (pillarId, level) => {
		const next = nextStepsFor(pillarId, level);
		expect(next).not.toBeNull();
		for (const step of next?.steps ?? []) {
			expect(step({}, { locale: "vi" })).toMatch(/\.$/);
			expect(step({}, { locale: "en" })).toMatch(/\.$/);
			expect(step({}, { locale: "vi" })).not.toBe(step({}, { locale: "en" }));
		}
		const support = supportWords(next?.support ?? "MGMT-COURSE");
		expect(support.source({}, { locale: "en" })).toMatch(/^Decree .*Article 11$/);
		expect(support.name({}, { locale: "vi" })).not.toBe("");
	});

	test("no sentence is said twice", () => {
		const said = new Set(places.flatMap(([pillarId, level]) => nextStepsFor(pillarId, level)?.steps ?? []));
		expect(said.size).toBe(framework.pillars.length * 3 * 2);
		expect(new Set([...said].map((step) => step({}, { locale: "vi" }))).size).toBe(said.size);
	});

	test("a pillar that nobody wrote steps for has none", () => {
		expect(nextStepsFor("supply-chain", 2)).toBeNull();
		expect(nextStepsFor("constructor", 2)).toBeNull();
	});
});

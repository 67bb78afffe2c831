import { expect, test } from "vitest";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { highestCeilings } from "./highest-ceilings.rules.ts";
import { readProgrammeRules } from "./programme-rules.schema.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);

test("the highest ceiling of each item is that of medium businesses", () => {
	expect(highestCeilings(rules, "2026-09-08")).toEqual({
		"DX-CONSULT": 100_000_000n,
		"DX-SOLUTION": 100_000_000n,
		"IP-CONSULT": 100_000_000n,
		"TECH-TRANSFER": 100_000_000n,
	});
});

test("an item without a rate on the day is left out", () => {
	expect(highestCeilings(rules, "2020-01-01")).toEqual({});
});

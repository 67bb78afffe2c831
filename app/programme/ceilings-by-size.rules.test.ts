import { expect, test } from "vitest";
import { ceilingsBySize } from "./ceilings-by-size.rules.ts";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { readProgrammeRules } from "./programme-rules.schema.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);

// Decree 80/2021/NĐ-CP, Article 11(2)(b): https://vanban.chinhphu.vn/?pageid=27160&docid=203979
test("each size has its own ceiling, and consulting is nothing for micro businesses", () => {
	const ceilings = ceilingsBySize(rules, "2026-09-08");
	expect(ceilings["DX-SOLUTION"]).toEqual([
		{ size: "micro", ceilingDong: 20_000_000n },
		{ size: "small", ceilingDong: 50_000_000n },
		{ size: "medium", ceilingDong: 100_000_000n },
	]);
	expect(ceilings["DX-CONSULT"]?.[0]).toEqual({ size: "micro", ceilingDong: null });
});

test("only the sizes that are asked for; a larger business has none", () => {
	expect(ceilingsBySize(rules, "2026-09-08", ["micro"])["DX-SOLUTION"]).toEqual([
		{ size: "micro", ceilingDong: 20_000_000n },
	]);
	expect(ceilingsBySize(rules, "2026-09-08", ["larger"])["DX-SOLUTION"]).toEqual([]);
});

test("an item without a rate on the day is left out", () => {
	expect(ceilingsBySize(rules, "2020-01-01")).toEqual({});
});

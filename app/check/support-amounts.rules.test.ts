import { expect, test } from "vitest";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import { readProgrammeRules } from "#app/programme/programme-rules.schema.ts";
import { supportAmounts, workedExample } from "./support-amounts.rules.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);
const day = "2026-09-08";

test("the table of the home page is that of Article 11", () => {
	const { items, rows, topRatePercent, oneRate } = supportAmounts(rules, day, ["DX-CONSULT", "DX-SOLUTION"]);
	expect(items.map((item) => item.code)).toEqual(["DX-CONSULT", "DX-SOLUTION"]);
	expect(rows).toEqual([
		{ sizeClass: "micro", ceilingsDong: [null, 20_000_000n] },
		{ sizeClass: "small", ceilingsDong: [50_000_000n, 50_000_000n] },
		{ sizeClass: "medium", ceilingsDong: [100_000_000n, 100_000_000n] },
	]);
	expect([topRatePercent, oneRate]).toEqual([50, true]);
});

test("before the rates are in force nothing is offered", () => {
	const { rows, topRatePercent } = supportAmounts(rules, "2020-01-01");
	expect(rows.flatMap((row) => row.ceilingsDong).every((ceiling) => ceiling === null)).toBe(true);
	expect(topRatePercent).toBe(0);
});

test("the worked example follows the rate, and the ceiling where it bites", () => {
	const example = { supportItemCode: "DX-SOLUTION", sizeClass: "small", day } as const;
	expect(workedExample(rules, { ...example, priceDong: 80_000_000n })).toMatchObject({
		allowedDong: 40_000_000n,
		ownShareDong: 40_000_000n,
	});
	expect(workedExample(rules, { ...example, priceDong: 118_000_000n })?.allowedDong).toBe(50_000_000n);
	expect(workedExample(rules, { ...example, supportItemCode: "OTHER", priceDong: 1n })).toBeNull();
	expect(
		workedExample(rules, { ...example, supportItemCode: "DX-CONSULT", sizeClass: "micro", priceDong: 9n }),
	).toBeNull();
});

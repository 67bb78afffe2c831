import { describe, expect, test } from "vitest";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { rateOn, supportItemOf } from "./programme.rules.ts";
import { programmeRulesToJson, readProgrammeRules } from "./programme-rules.schema.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);

function changed(change: (json: typeof decree80Programme2026Rules) => void): unknown {
	const json = structuredClone(decree80Programme2026Rules);
	change(json);
	return json;
}

describe("the stored document", () => {
	test("survives JSON both ways", () => {
		expect(readProgrammeRules(JSON.parse(JSON.stringify(decree80Programme2026Rules)))).toEqual(rules);
		expect(programmeRulesToJson(rules)).toEqual(decree80Programme2026Rules);
	});

	test.each([
		[
			"an amount that is a number",
			changed((json) => Object.assign(json.settings, { secondPersonAboveDong: 150_000_000 })),
		],
		["an amount with a decimal", changed((json) => Object.assign(json.settings, { secondPersonAboveDong: "1.5" }))],
		["a day that does not exist", changed((json) => Object.assign(json.sizeClasses, { effectiveFrom: "2026-02-30" }))],
		["a setting unknown here", changed((json) => Object.assign(json.settings, { payees: "provider" }))],
		["a setting without its note", changed((json) => Reflect.deleteProperty(json.settingNotes, "payee"))],
		["a condition without its source", changed((json) => Reflect.deleteProperty(json.conditions, "window"))],
		["a code used twice", changed((json) => json.supportItems.push(...json.supportItems.slice(0, 1)))],
		[
			"a rate for larger businesses",
			changed((json) => Object.assign(json.supportItems[0]?.rates[0] ?? {}, { sizeClass: "larger" })),
		],
		["nothing", undefined],
	])("refuses %s", (_what, json) => {
		expect(() => readProgrammeRules(json)).toThrow();
	});
});

describe("Decree 80, Article 11", () => {
	test.each([
		["DX-CONSULT", null, 50_000_000n, 100_000_000n],
		["DX-SOLUTION", 20_000_000n, 50_000_000n, 100_000_000n],
		["IP-CONSULT", 100_000_000n, 100_000_000n, 100_000_000n],
		["TECH-TRANSFER", 100_000_000n, 100_000_000n, 100_000_000n],
	])("%s: half, up to %s, %s, %s", (code, micro, small, medium) => {
		const item = supportItemOf(rules, code);
		if (!item) throw new Error(`${code} is missing`);
		expect(rateOn(item, "micro", "2026-11-23")?.ceilingDong ?? null).toBe(micro);
		expect(rateOn(item, "small", "2026-11-23")).toMatchObject({ ratePercent: 50, ceilingDong: small });
		expect(rateOn(item, "medium", "2026-11-23")).toMatchObject({ ratePercent: 50, ceilingDong: medium });
		expect(rateOn(item, "larger", "2026-11-23")).toBeNull();
		expect(rateOn(item, "small", "2021-10-14")).toBeNull();
		expect(rateOn(item, "small", "2021-10-15")).not.toBeNull();
	});

	test("has no fifth item", () => {
		expect(rules.supportItems).toHaveLength(4);
		expect(supportItemOf(rules, "INCUBATOR")).toBeNull();
	});

	test("a later rate takes over on its first day", () => {
		const item = supportItemOf(rules, "DX-SOLUTION");
		const [rate] = item?.rates ?? [];
		if (!item || !rate) throw new Error("DX-SOLUTION is missing");
		const changing = {
			...item,
			rates: [
				{ ...rate, effectiveTo: "2026-12-31" },
				{ ...rate, ratePercent: 70, effectiveFrom: "2027-01-01" },
			],
		};
		expect(rateOn(changing, "micro", "2026-12-31")?.ratePercent).toBe(50);
		expect(rateOn(changing, "micro", "2027-01-01")?.ratePercent).toBe(70);
	});
});

test("a version from before nobody could sell to themselves says so too, with its source", () => {
	const { "independent-provider": _later, ...conditions } = decree80Programme2026Rules.conditions;
	const read = readProgrammeRules({ ...decree80Programme2026Rules, conditions });
	expect(read.conditions["independent-provider"].vi).toContain("Thông tư 06/2022/TT-BKHĐT");
});

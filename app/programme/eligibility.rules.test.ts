import { describe, expect, test } from "vitest";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import {
	checkEligibility,
	type EligibilityFacts,
	type PlannedLine,
	type ProviderListing,
} from "./eligibility.rules.ts";
import { readProgrammeRules } from "./programme-rules.schema.ts";
import type { RuleCode } from "./rule-outcome.rules.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);

const listed: ProviderListing = { listed: true, name: "Phần mềm quản lý sản xuất Vàm Sông", until: null };

function line(supportItemCode: string, priceDong: bigint, provider: ProviderListing = listed): PlannedLine {
	return { supportItemCode, priceDong, provider, providerTaxCode: "0100109106" };
}

/** A small manufacturer that meets everything and buys software for 118 million. */
const known: EligibilityFacts = {
	day: "2026-09-15",
	window: { opensOn: "2026-01-05", closesOn: "2026-12-15" },
	figures: { sectorGroup: "industry", employees: 34, revenueDong: 28_400_000_000n, capitalDong: 30_000_000_000n },
	taxCode: "0312687878",
	location: { provinceCode: "79", place: "Phường Bình Trị Đông" },
	assessment: { level: 2, completedOn: "2026-09-08" },
	boughtBefore: false,
	thisYear: { usedDong: {}, inProgressElsewhere: [] },
	lines: [line("DX-SOLUTION", 118_000_000n)],
};

/** What the public check knows: figures and a price. */
const anonymous: EligibilityFacts = {
	...known,
	taxCode: "unknown",
	location: "unknown",
	assessment: "unknown",
	boughtBefore: "unknown",
	thisYear: "unknown",
	lines: [{ ...line("DX-SOLUTION", 118_000_000n, "unknown"), providerTaxCode: null }],
};

function outcomeOf(facts: EligibilityFacts, rule: RuleCode, of = rules) {
	return checkEligibility(of, facts).outcomes.find((outcome) => outcome.rule === rule);
}

describe("a business that meets everything", () => {
	const found = checkEligibility(rules, known);

	test("gets the ceiling, and the sums add up", () => {
		expect(found).toMatchObject({
			sizeClass: "small",
			eligible: true,
			totalDong: 118_000_000n,
			allowedDong: 50_000_000n,
			ownShareDong: 68_000_000n,
		});
	});

	test("sees each rule once, with its source", () => {
		expect(found.outcomes.map(({ rule, outcome, legalReference }) => [rule, outcome, legalReference.vi])).toEqual([
			["size", "pass", "Nghị định 80/2021/NĐ-CP, Điều 5"],
			["sector", "pass", "Nghị định 80/2021/NĐ-CP, Điều 6"],
			["location", "pass", "Quy chế chương trình 2026, mục 3"],
			["window", "pass", "Quy chế chương trình 2026, mục 2"],
			["assessed", "pass", "Thông tư 06/2022/TT-BKHĐT, Điều 7"],
			["not-before-submission", "pass", "Quy chế chương trình 2026, mục 4"],
			["solution-published", "pass", "Thông tư 06/2022/TT-BKHĐT, Điều 7"],
			["independent-provider", "pass", "Thông tư 06/2022/TT-BKHĐT, Phụ lục 1 (hợp đồng ba bên)"],
			["ceiling", "by-ceiling", "Nghị định 80/2021/NĐ-CP, Điều 11"],
			["no-double-funding", "pass", "Nghị định 224/2026/NĐ-CP, Điều 73"],
		]);
	});
});

test("the public check guesses nothing and still names the amount", () => {
	const found = checkEligibility(rules, anonymous);
	expect(found).toMatchObject({ eligible: true, allowedDong: 50_000_000n });
	expect(found.lines[0]?.alreadyUsedDong).toBeNull();
	const unknown = found.outcomes.filter((outcome) => outcome.outcome === "unknown").map((outcome) => outcome.rule);
	expect(unknown).toEqual([
		"location",
		"assessed",
		"not-before-submission",
		"solution-published",
		"independent-provider",
		"no-double-funding",
	]);
});

describe("what stops the whole application", () => {
	test.each([
		["location", { location: { provinceCode: "75", place: "Phường Biên Hòa" } }],
		["window", { day: "2026-01-04" }],
		["window", { day: "2026-12-16" }],
		["assessed", { assessment: "none" }],
		["assessed", { assessment: { level: 2, completedOn: "2025-09-14" } }],
		["not-before-submission", { boughtBefore: true }],
	] as [RuleCode, Partial<EligibilityFacts>][])("%s", (rule, change) => {
		const facts = { ...known, ...change };
		expect(outcomeOf(facts, rule)?.outcome).toBe("fail");
		expect(checkEligibility(rules, facts).eligible).toBe(false);
	});

	test.each([
		["window", { day: "2026-01-05", assessment: { level: 2, completedOn: "2026-01-05" } }],
		["window", { day: "2026-12-15" }],
		["assessed", { assessment: { level: 0, completedOn: "2025-09-15" } }],
	] as [RuleCode, Partial<EligibilityFacts>][])("%s does not on its last day", (rule, change) => {
		expect(outcomeOf({ ...known, ...change }, rule)?.outcome).toBe("pass");
	});

	test("what can be mended leaves the amount to look forward to", () => {
		const found = checkEligibility(rules, { ...known, assessment: "none" });
		expect(found).toMatchObject({ eligible: false, allowedDong: 50_000_000n });
	});

	test("a size above medium, without repeating it for each item", () => {
		const found = checkEligibility(rules, { ...known, figures: { ...known.figures, employees: 201 } });
		expect(found).toMatchObject({ sizeClass: "larger", eligible: false, allowedDong: 0n, ownShareDong: 118_000_000n });
		expect(found.outcomes.filter((outcome) => outcome.supportItemCode !== null)).toEqual([]);
		expect(found.outcomes[0]).toMatchObject({ rule: "size", outcome: "fail", facts: { employeesLimit: 200 } });
	});

	test("a sector that is not business", () => {
		const found = checkEligibility(rules, { ...known, figures: { ...known.figures, sectorGroup: "none" } });
		expect(found).toMatchObject({ sizeClass: null, eligible: false, allowedDong: 0n });
		expect(found.outcomes[0]).toMatchObject({ rule: "sector", outcome: "fail" });
	});
});

describe("what stops one line", () => {
	const micro = { ...known, figures: { ...known.figures, employees: 5, revenueDong: 2_000_000_000n } };

	test("an item that is not for the size; the other line is paid", () => {
		const facts = { ...micro, lines: [line("DX-CONSULT", 10_000_000n), line("DX-SOLUTION", 30_000_000n)] };
		const found = checkEligibility(rules, facts);
		expect(found).toMatchObject({ sizeClass: "micro", eligible: true, allowedDong: 15_000_000n });
		const consulting = found.outcomes.filter((outcome) => outcome.supportItemCode === "DX-CONSULT");
		expect(consulting.map(({ rule, outcome }) => [rule, outcome])).toEqual([["item-for-size", "fail"]]);
	});

	test("nothing left to pay", () => {
		const found = checkEligibility(rules, { ...micro, lines: [line("DX-CONSULT", 10_000_000n)] });
		expect(found).toMatchObject({ eligible: false, allowedDong: 0n });
		expect(checkEligibility(rules, { ...known, lines: [] }).eligible).toBe(false);
	});

	test("the same content in progress elsewhere", () => {
		const thisYear = { usedDong: {}, inProgressElsewhere: ["DX-SOLUTION"] };
		const found = checkEligibility(rules, { ...known, thisYear });
		expect(found).toMatchObject({ eligible: false, allowedDong: 0n });
		const ofItem = found.outcomes.filter((outcome) => outcome.supportItemCode !== null);
		expect(ofItem.map(({ rule, outcome }) => [rule, outcome])).toEqual([
			["solution-published", "pass"],
			["independent-provider", "pass"],
			["no-double-funding", "fail"],
		]);
	});

	test("a solution whose listing has ended; the ceiling is judged without it", () => {
		const lapsed: ProviderListing = { listed: true, name: "Kho Gọn", until: "2026-09-14" };
		const lines = [line("DX-SOLUTION", 60_000_000n, lapsed), line("DX-SOLUTION", 60_000_000n)];
		const found = checkEligibility(rules, { ...known, lines });
		expect(found.lines.map((each) => each.allowedDong)).toEqual([0n, 30_000_000n]);
		const ofItem = found.outcomes.filter((outcome) => outcome.supportItemCode !== null);
		expect(ofItem.map(({ rule, outcome }) => [rule, outcome])).toEqual([
			["solution-published", "fail"],
			["solution-published", "pass"],
			["independent-provider", "pass"],
			["ceiling", "pass"],
			["no-double-funding", "pass"],
		]);
	});
});

describe("providers", () => {
	test.each([
		["DX-SOLUTION", "solution-published"],
		["DX-CONSULT", "adviser-network"],
		["IP-CONSULT", "adviser-network"],
		["TECH-TRANSFER", "adviser-network"],
	] as const)("%s asks for %s", (code, rule) => {
		const outcome = outcomeOf({ ...known, lines: [line(code, 10_000_000n)] }, rule);
		expect(outcome).toMatchObject({ outcome: "pass", supportItemCode: code });
	});

	test("valid through the last day of the listing", () => {
		const until = known.day;
		const facts = { ...known, lines: [line("DX-SOLUTION", 1_000_000n, { listed: true, name: "Kho Gọn", until })] };
		expect(outcomeOf(facts, "solution-published")?.outcome).toBe("pass");
	});

	test("one that is not listed is looked at again, and stops nothing", () => {
		const facts = { ...known, lines: [line("DX-SOLUTION", 118_000_000n, { listed: false, name: "Kho Gọn" })] };
		expect(outcomeOf(facts, "solution-published")?.outcome).toBe("look-again");
		expect(checkEligibility(rules, facts)).toMatchObject({ eligible: true, allowedDong: 50_000_000n });
	});
});

describe("the ceiling of the year", () => {
	test.each([
		[0n, 72_000_000n, "pass", 36_000_000n],
		[0n, 100_000_000n, "pass", 50_000_000n],
		[0n, 100_000_002n, "by-ceiling", 50_000_000n],
		[20_000_000n, 60_000_000n, "pass", 30_000_000n],
		[20_000_000n, 118_000_000n, "by-ceiling", 30_000_000n],
		[50_000_000n, 118_000_000n, "fail", 0n],
	] as const)("used %s, price %s: %s", (used, priceDong, outcome, allowedDong) => {
		const thisYear = { usedDong: { "DX-SOLUTION": used }, inProgressElsewhere: [] };
		const facts = { ...known, thisYear, lines: [line("DX-SOLUTION", priceDong)] };
		expect(outcomeOf(facts, "ceiling")).toMatchObject({ outcome, facts: { year: 2026, usedDong: used, allowedDong } });
		expect(checkEligibility(rules, facts)).toMatchObject({ allowedDong, eligible: allowedDong > 0n });
	});
});

describe("settings of the programme", () => {
	test("no assessment asked, no rule about it", () => {
		const settings = { ...rules.settings, assessmentMaxAgeMonths: null, noCostBeforeSubmission: false };
		const facts: EligibilityFacts = { ...known, assessment: "none", boughtBefore: true };
		expect(outcomeOf(facts, "assessed", { ...rules, settings })).toBeUndefined();
		expect(outcomeOf(facts, "not-before-submission", { ...rules, settings })).toBeUndefined();
		expect(checkEligibility({ ...rules, settings }, facts).eligible).toBe(true);
	});
});

describe("who sells", () => {
	const soldBy = (...providerTaxCodes: (string | null)[]): EligibilityFacts => ({
		...known,
		lines: providerTaxCodes.map((providerTaxCode) => ({ ...line("DX-SOLUTION", 10_000_000n), providerTaxCode })),
	});

	test.each([known.taxCode, "0312687878-001", "0312 687 878", "0312.687.878–014"])(
		"is not the applicant as %j: nothing is paid for its line",
		(providerTaxCode) => {
			const found = checkEligibility(rules, soldBy(providerTaxCode));
			expect(found).toMatchObject({ eligible: false, allowedDong: 0n, lines: [{ refused: true }] });
			expect(outcomeOf(soldBy(providerTaxCode), "independent-provider")).toMatchObject({
				outcome: "fail",
				facts: { providerTaxCode },
			});
		},
	);

	test("of two lines, one that the applicant sells is refused and the other is not", () => {
		const found = checkEligibility(rules, soldBy("0312687878-001", "0100109106"));
		expect(found.lines.map(({ allowedDong }) => allowedDong)).toEqual([0n, 5_000_000n]);
		expect(outcomeOf(soldBy(null, "0312687878"), "independent-provider")?.outcome).toBe("fail");
	});

	test("is not guessed where a tax code is missing", () => {
		expect(outcomeOf(soldBy("0100109106", null), "independent-provider")?.outcome).toBe("unknown");
		expect(outcomeOf({ ...soldBy("0312687878"), taxCode: "unknown" }, "independent-provider")?.outcome).toBe("unknown");
	});
});

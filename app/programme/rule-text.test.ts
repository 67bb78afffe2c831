import { describe, expect, test } from "vitest";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { checkEligibility, type EligibilityFacts, type ProviderListing } from "./eligibility.rules.ts";
import { readProgrammeRules } from "./programme-rules.schema.ts";
import type { RuleCode, RuleOutcome } from "./rule-outcome.rules.ts";
import { outcomeLabel, ruleReason, ruleTitle } from "./rule-text.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);
const listed: ProviderListing = { listed: true, name: "Phần mềm quản lý sản xuất Vàm Sông", until: null };
const base: EligibilityFacts = {
	day: "2026-09-15",
	window: { opensOn: "2026-01-05", closesOn: "2026-12-15" },
	figures: { sectorGroup: "industry", employees: 34, revenueDong: 28_400_000_000n, capitalDong: 30_000_000_000n },
	taxCode: "0312687878",
	location: { provinceCode: "79", place: "Phường Bình Trị Đông" },
	assessment: { level: 2, completedOn: "2026-09-08" },
	boughtBefore: false,
	thisYear: { usedDong: {}, inProgressElsewhere: [] },
	lines: [{ supportItemCode: "DX-SOLUTION", priceDong: 118_000_000n, provider: listed, providerTaxCode: "0100109106" }],
};

function found(rule: RuleCode, change: Partial<EligibilityFacts> = {}): RuleOutcome {
	const outcome = checkEligibility(rules, { ...base, ...change }).outcomes.find((each) => each.rule === rule);
	if (!outcome) throw new Error(`${rule} said nothing`);
	return outcome;
}

const plain = (text: string) => text.replaceAll("\u00A0", " ");
const vi = (outcome: RuleOutcome) => plain(ruleReason(outcome, "vi"));
const en = (outcome: RuleOutcome) => plain(ruleReason(outcome, "en"));

function figures(change: Partial<EligibilityFacts["figures"]>): Partial<EligibilityFacts> {
	return { figures: { ...base.figures, ...change } };
}

function used(usedDong: bigint, priceDong = 118_000_000n): Partial<EligibilityFacts> {
	return {
		thisYear: { usedDong: { "DX-SOLUTION": usedDong }, inProgressElsewhere: [] },
		lines: [{ supportItemCode: "DX-SOLUTION", priceDong, provider: listed, providerTaxCode: "0100109106" }],
	};
}

function provider(supportItemCode: string, listing: ProviderListing): Partial<EligibilityFacts> {
	return { lines: [{ supportItemCode, priceDong: 10_000_000n, provider: listing, providerTaxCode: "0100109106" }] };
}

describe("reasons", () => {
	const table: [string, RuleOutcome, string, string][] = [
		[
			"size by revenue",
			found("size"),
			"Bạn là doanh nghiệp nhỏ: 34 lao động (không quá 100) và doanh thu 28,4 tỷ đ (không quá 50 tỷ đ).",
			"You are a small business: 34 employees (no more than 100) and a revenue of VND 28.4 bn (no more than VND 50 bn).",
		],
		[
			"size by capital, one employee",
			found("size", figures({ employees: 1, revenueDong: null, capitalDong: 2_999_999_999n })),
			"Bạn là doanh nghiệp siêu nhỏ: 1 lao động (không quá 10) và tổng nguồn vốn 2.999.999.999 đ (không quá 3.000.000.000 đ).",
			"You are a micro business: 1 employee (no more than 10) and a total capital of VND 2,999,999,999 (no more than VND 3,000,000,000).",
		],
		[
			"too many employees",
			found("size", figures({ employees: 1201 })),
			"Có 1.201 lao động, doanh nghiệp vừa không quá 200.",
			"1,201 employees; a medium business has no more than 200.",
		],
		[
			"too much revenue and capital",
			found("size", figures({ revenueDong: 300_000_000_000n, capitalDong: 200_000_000_000n })),
			"Doanh thu 300 tỷ đ và tổng nguồn vốn 200 tỷ đ; doanh nghiệp vừa có doanh thu không quá 200 tỷ đ hoặc tổng nguồn vốn không quá 100 tỷ đ.",
			"A revenue of VND 300 bn and a total capital of VND 200 bn; a medium business has a revenue of no more than VND 200 bn or a total capital of no more than VND 100 bn.",
		],
		[
			"too much capital in the first year",
			found("size", figures({ revenueDong: null, capitalDong: 200_000_000_000n })),
			"Tổng nguồn vốn 200 tỷ đ, doanh nghiệp vừa không quá 100 tỷ đ.",
			"A total capital of VND 200 bn; a medium business has no more than VND 100 bn.",
		],
		[
			"sector",
			found("sector"),
			"Tính theo nhóm: Công nghiệp và xây dựng.",
			"Counted in the group: Industry and construction.",
		],
		["location", found("location"), "Trụ sở ở Phường Bình Trị Đông.", "The head office is in Phường Bình Trị Đông."],
		[
			"window",
			found("window"),
			"Nhận hồ sơ từ 05/01/2026 đến hết 15/12/2026.",
			"Open for applications from 5 January 2026 to 15 December 2026.",
		],
		[
			"too early",
			found("window", { day: "2026-01-04" }),
			"Chương trình nhận hồ sơ từ ngày 05/01/2026.",
			"The programme takes applications from 5 January 2026.",
		],
		[
			"too late",
			found("window", { day: "2027-01-04" }),
			"Hạn nộp là ngày 15/12/2026.",
			"The last day to apply was 15 December 2026.",
		],
		["assessed", found("assessed"), "Mức 2, ngày 08/09/2026.", "Level 2, on 8 September 2026."],
		[
			"assessed long ago",
			found("assessed", { assessment: { level: 1, completedOn: "2025-01-31" } }),
			"Kết quả gần nhất từ ngày 31/01/2025, đã quá 12 tháng. Hãy đo lại.",
			"The latest result is from 31 January 2025, more than 12 months ago. Measure again.",
		],
		[
			"solution",
			found("solution-published"),
			"Phần mềm quản lý sản xuất Vàm Sông có trong danh mục.",
			"Phần mềm quản lý sản xuất Vàm Sông is in the catalogue.",
		],
		[
			"adviser",
			found("adviser-network", provider("DX-CONSULT", { listed: true, name: "TVV-0173", until: "2027-12-31" })),
			"TVV-0173, hiệu lực đến ngày 31/12/2027.",
			"TVV-0173, valid until 31 December 2027.",
		],
		[
			"ceiling",
			found("ceiling"),
			"Một nửa giá là 59.000.000 đ, cao hơn mức trần 50.000.000 đ của doanh nghiệp nhỏ. Tính theo mức trần.",
			"Half of the price is VND 59,000,000, more than the ceiling of VND 50,000,000 for a small business. The ceiling applies.",
		],
		[
			"within the ceiling",
			found("ceiling", used(0n, 72_000_000n)),
			"Một nửa giá là 36.000.000 đ, không quá mức trần 50.000.000 đ của doanh nghiệp nhỏ.",
			"Half of the price is VND 36,000,000, no more than the ceiling of VND 50,000,000 for a small business.",
		],
		[
			"within what is left",
			found("ceiling", used(20_000_000n, 40_000_000n)),
			"Một nửa giá là 20.000.000 đ, không quá 30.000.000 đ còn lại của mức trần 50.000.000 đ năm 2026.",
			"Half of the price is VND 20,000,000, no more than the VND 30,000,000 left of the ceiling of VND 50,000,000 in 2026.",
		],
		[
			"above what is left",
			found("ceiling", used(20_000_000n)),
			"Một nửa giá là 59.000.000 đ, cao hơn 30.000.000 đ còn lại của mức trần 50.000.000 đ năm 2026. Tính theo phần còn lại.",
			"Half of the price is VND 59,000,000, more than the VND 30,000,000 left of the ceiling of VND 50,000,000 in 2026. What is left counts.",
		],
		[
			"nothing left",
			found("ceiling", used(50_000_000n)),
			"Doanh nghiệp đã dùng 50.000.000 đ trên mức trần 50.000.000 đ của năm 2026 cho nội dung này.",
			"The business has used VND 50,000,000 of its VND 50,000,000 ceiling for this item in 2026.",
		],
		[
			"elsewhere",
			found("no-double-funding", { thisYear: { usedDong: {}, inProgressElsewhere: ["DX-SOLUTION"] } }),
			"Nội dung này đang được xử lý ở nơi khác.",
			"This item is already in progress elsewhere.",
		],
		[
			"no tax code yet",
			found("no-double-funding", { thisYear: "unknown" }),
			"Cần mã số thuế để kiểm tra. Bạn nhập khi làm hồ sơ.",
			"The tax code is needed to check this. You enter it in the application.",
		],
	];

	test.each(table)("%s", (_what, outcome, vietnamese, english) => {
		expect(vi(outcome)).toBe(vietnamese);
		expect(en(outcome)).toBe(english);
	});

	test("a rate that is not one half is named", () => {
		const item = rules.supportItems.find((each) => each.code === "DX-SOLUTION");
		if (!item) throw new Error("DX-SOLUTION is missing");
		const supportItems = [{ ...item, rates: item.rates.map((rate) => ({ ...rate, ratePercent: 30 })) }];
		const outcome = checkEligibility({ ...rules, supportItems }, base).outcomes.find((each) => each.rule === "ceiling");
		expect(outcome && vi(outcome)).toBe(
			"30% giá là 35.400.000 đ, không quá mức trần 50.000.000 đ của doanh nghiệp nhỏ.",
		);
	});

	test("staff read about the business", () => {
		expect(ruleReason(found("size"), "vi", "staff")).toMatch(/^Doanh nghiệp nhỏ: 34\slao động/);
		expect(ruleReason(found("size"), "en", "staff")).toMatch(/^Small business: 34\semployees/);
	});
});

test("every rule and outcome has a title, a reason and a tag in both languages", () => {
	const lapsed: ProviderListing = { listed: true, name: "Kho Gọn", until: "2026-01-01" };
	const current: ProviderListing = { listed: true, name: "Kho Gọn", until: "2026-12-31" };
	const unlisted: ProviderListing = { listed: false, name: "Kho Gọn" };
	const changes: Partial<EligibilityFacts>[] = [
		{},
		figures({ employees: 201 }),
		figures({ sectorGroup: "none" }),
		{ location: { provinceCode: "75", place: "Phường Biên Hòa" }, assessment: "none", boughtBefore: true },
		{ location: "unknown", assessment: "unknown", boughtBefore: "unknown", thisYear: "unknown" },
		used(1n),
		used(50_000_000n),
		{ thisYear: { usedDong: {}, inProgressElsewhere: ["DX-SOLUTION"] } },
		...["unknown", "0100109106"].map((taxCode) => ({ taxCode })),
		{ day: "2026-12-31", ...provider("DX-SOLUTION", lapsed) },
		...["DX-SOLUTION", "DX-CONSULT"].flatMap((code) =>
			([listed, current, lapsed, unlisted, "unknown"] as const).map((listing) => provider(code, listing)),
		),
		{ ...figures({ employees: 5, revenueDong: 1n }), ...provider("DX-CONSULT", "unknown") },
	];
	const outcomes = changes.flatMap((change) => checkEligibility(rules, { ...base, ...change }).outcomes);
	expect(new Set(outcomes.map((outcome) => outcome.rule)).size).toBe(12);
	expect(new Set(outcomes.map((outcome) => outcome.outcome)).size).toBe(5);
	for (const outcome of outcomes) {
		for (const text of [ruleTitle, ruleReason]) {
			expect(text(outcome, "vi")).not.toMatch(/undefined|null|programme_|\{|^ *\.?$/);
			expect(text(outcome, "en")).not.toMatch(/undefined|null|programme_|\{|^ *\.?$/);
			if (!(outcome.rule === "location" && text === ruleReason)) {
				expect(text(outcome, "vi")).not.toBe(text(outcome, "en"));
			}
		}
		expect(outcomeLabel(outcome.outcome, "vi")).not.toBe(outcomeLabel(outcome.outcome, "en"));
		// What is said to the applicant is never shown to staff; who can only read is told to do nothing.
		for (const reader of ["staff", "onlooker"] as const) {
			expect(ruleReason(outcome, "vi", reader)).not.toMatch(/(?<!\p{L})bạn(?!\p{L})|khi làm hồ sơ/iu);
			expect(ruleReason(outcome, "en", reader)).not.toMatch(/\byou (?:enter|declare|have one|apply)|\byour\b/i);
		}
		expect(ruleReason(outcome, "vi", "onlooker")).not.toMatch(/Hãy/);
		expect(ruleReason(outcome, "en", "onlooker")).not.toMatch(/(?:^|\. )(?:Look|Find|Check|Measure|Apply)\b/);
	}
});

import { array, assert, bigInt, boolean, constantFrom, dictionary, nat, option, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { smallerDong, sumDong } from "#app/kernel/dong.ts";
import { allowedAmounts, type PricedLine } from "./allowed-amount.rules.ts";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { readProgrammeRules } from "./programme-rules.schema.ts";

const rules = readProgrammeRules(decree80Programme2026Rules);
const day = "2026-11-23";

function line(supportItemCode: string, priceDong: bigint, refused = false): PricedLine {
	return { supportItemCode, priceDong, refused };
}

function allowed(
	sizeClass: "micro" | "small" | "medium" | "larger",
	usedDong: Record<string, bigint> | null,
	...lines: PricedLine[]
) {
	return allowedAmounts(rules, { sizeClass, day, lines, usedDong });
}

describe("the amount", () => {
	test.each([
		["half the price", "small", 0n, 72_000_000n, 36_000_000n],
		["the ceiling", "small", 0n, 118_000_000n, 50_000_000n],
		["the ceiling of a micro business", "micro", 0n, 118_000_000n, 20_000_000n],
		["exactly the ceiling", "small", 0n, 100_000_000n, 50_000_000n],
		["what is left of the ceiling", "small", 30_000_000n, 118_000_000n, 20_000_000n],
		["nothing once the ceiling is used up", "small", 50_000_000n, 118_000_000n, 0n],
		["nothing when more than the ceiling was used", "micro", 50_000_000n, 118_000_000n, 0n],
		["whole đồng, rounded down", "small", 0n, 3n, 1n],
		["nothing of nothing", "small", 0n, 0n, 0n],
		["nothing for a larger business", "larger", 0n, 118_000_000n, 0n],
	] as const)("is %s", (_what, sizeClass, usedDong, priceDong, expected) => {
		const [amount] = allowed(sizeClass, { "DX-SOLUTION": usedDong }, line("DX-SOLUTION", priceDong));
		expect(amount).toMatchObject({
			allowedDong: expected,
			ownShareDong: priceDong - expected,
			alreadyUsedDong: usedDong,
		});
	});

	test("shows every part of its sum", () => {
		expect(allowed("small", null, line("DX-SOLUTION", 118_000_000n))).toEqual([
			{
				supportItemCode: "DX-SOLUTION",
				priceDong: 118_000_000n,
				refused: false,
				ratePercent: 50,
				shareDong: 59_000_000n,
				ceilingDong: 50_000_000n,
				alreadyUsedDong: null,
				allowedDong: 50_000_000n,
				ownShareDong: 68_000_000n,
			},
		]);
	});

	test("is not provided to a micro business for consulting", () => {
		const [amount] = allowed("micro", {}, line("DX-CONSULT", 10_000_000n));
		expect(amount).toMatchObject({ ratePercent: null, ceilingDong: null, allowedDong: 0n, ownShareDong: 10_000_000n });
	});

	test("lines of one item share its ceiling in order, other items have their own", () => {
		const amounts = allowed(
			"small",
			{},
			line("DX-SOLUTION", 60_000_000n),
			line("DX-CONSULT", 72_000_000n),
			line("DX-SOLUTION", 60_000_000n),
		);
		expect(amounts.map((amount) => amount.allowedDong)).toEqual([30_000_000n, 36_000_000n, 20_000_000n]);
	});

	test("a refused line gets nothing and leaves the ceiling to the others", () => {
		const amounts = allowed("small", {}, line("DX-SOLUTION", 90_000_000n, true), line("DX-SOLUTION", 90_000_000n));
		expect(amounts.map((amount) => amount.allowedDong)).toEqual([0n, 45_000_000n]);
		expect(amounts[0]).toMatchObject({ shareDong: 45_000_000n, ownShareDong: 90_000_000n });
	});

	test("does not exist for an item that the programme does not have", () => {
		expect(() => allowed("small", {}, line("MARKETING", 1n))).toThrow("MARKETING");
		expect(() => allowed("small", {}, line("DX-SOLUTION", -1n))).toThrow();
	});
});

describe("whatever the lines", () => {
	const codes = rules.supportItems.map((item) => item.code);
	const money = bigInt({ min: 0n, max: 300_000_000n });
	const lines = array(record({ supportItemCode: constantFrom(...codes), priceDong: money, refused: boolean() }), {
		maxLength: 8,
	});
	const used = option(dictionary(constantFrom(...codes), money));
	const sizes = constantFrom("micro" as const, "small" as const, "medium" as const, "larger" as const);
	const total = (amounts: { allowedDong: bigint }[]) => sumDong(amounts.map((amount) => amount.allowedDong));

	test("parts add up, nothing is negative, no share and no ceiling is passed", () => {
		assert(
			property(sizes, used, lines, (sizeClass, usedDong, of) => {
				const amounts = allowed(sizeClass, usedDong, ...of);
				for (const amount of amounts) {
					expect(amount.allowedDong >= 0n && amount.ownShareDong >= 0n).toBe(true);
					expect(amount.allowedDong <= amount.shareDong).toBe(true);
					expect(amount.shareDong * 2n <= amount.priceDong).toBe(true);
					expect(amount.allowedDong + amount.ownShareDong).toBe(amount.priceDong);
				}
				for (const code of codes) {
					const own = amounts.filter((amount) => amount.supportItemCode === code);
					const left = (own[0]?.ceilingDong ?? 0n) - (usedDong?.[code] ?? 0n);
					expect(total(own) <= (left > 0n ? left : 0n)).toBe(true);
					// And not a đồng less than the rules allow.
					const shares = sumDong(own.filter((amount) => !amount.refused).map((amount) => amount.shareDong));
					expect(total(own)).toBe(left > 0n ? smallerDong(shares, left) : 0n);
				}
			}),
		);
	});

	test("the order of the lines does not change the sum", () => {
		assert(
			property(sizes, used, lines, nat(), (sizeClass, usedDong, of, seed) => {
				const turned = of.map((_, index) => of[(index + seed) % of.length]).filter((each) => each !== undefined);
				const forwards = total(allowed(sizeClass, usedDong, ...of));
				expect(total(allowed(sizeClass, usedDong, ...turned))).toBe(forwards);
				expect(total(allowed(sizeClass, usedDong, ...[...of].reverse()))).toBe(forwards);
			}),
		);
	});

	test("a higher price or a line more never lowers the sum, more use never raises it", () => {
		assert(
			property(sizes, lines, constantFrom(...codes), money, money, (sizeClass, of, code, priceDong, more) => {
				const before = total(allowed(sizeClass, {}, ...of, line(code, priceDong)));
				expect(total(allowed(sizeClass, {}, ...of, line(code, priceDong + more))) >= before).toBe(true);
				expect(before >= total(allowed(sizeClass, {}, ...of))).toBe(true);
				expect(total(allowed(sizeClass, { [code]: more }, ...of, line(code, priceDong))) <= before).toBe(true);
			}),
		);
	});
});

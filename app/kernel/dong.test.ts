import { assert, bigInt, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
	formatDong,
	formatDongAlike,
	formatDongPlain,
	formatDongShort,
	parseDong,
	percentOfDong,
	smallerDong,
	sumDong,
} from "./dong.ts";

const amounts = bigInt({ min: 0n, max: 999_999_999_999_999n });
const locales = constantFrom("vi" as const, "en" as const);

describe("parseDong", () => {
	test.each([
		["50000000", 50_000_000n],
		["50.000.000", 50_000_000n],
		["50,000,000", 50_000_000n],
		["50 000 000", 50_000_000n],
		["50\u00A0000\u00A0000\u00A0đ", 50_000_000n],
		["50\u202F000\u202F000", 50_000_000n],
		["  118.000.000 đ ", 118_000_000n],
		["118.000.000đ", 118_000_000n],
		["118.000.000 Đ", 118_000_000n],
		["118.000.000 đồng", 118_000_000n],
		["118.000.000 đồng".normalize("NFD"), 118_000_000n],
		["118000000 VND", 118_000_000n],
		["118000000vnđ", 118_000_000n],
		["118.000.000 ₫", 118_000_000n],
		["VND 118,000,000", 118_000_000n],
		["５０．０００．０００", 50_000_000n],
		["\ufeff50.000.000\u200b đ\u2069", 50_000_000n],
		["50\t000\t000 ðồng", 50_000_000n],
		["0", 0n],
		["1.234", 1_234n],
		["999999999999999", 999_999_999_999_999n],
	])("reads %j", (text, amount) => {
		expect(parseDong(text)).toBe(amount);
	});

	test.each([
		"",
		" ",
		"đ",
		"abc",
		"50 lít",
		"1.23",
		"1,5",
		"12.3456",
		"1234.567",
		"0.500",
		"1.234,567",
		"1,234.567",
		"1.234.56",
		".500",
		"500.",
		"1..000",
		"1 0",
		"-5",
		"−5",
		"+5",
		"1e6",
		"0x10",
		"1000000000000000",
		"1.000.000.000.000.000",
		"50.000.000 đ đ",
	])("refuses %j", (text) => {
		expect(parseDong(text)).toBeNull();
	});

	test("reads back every form that is shown", () => {
		assert(
			property(amounts, locales, (amount, locale) => {
				expect(parseDong(formatDong(amount, locale))).toBe(amount);
				expect(parseDong(formatDongPlain(amount, locale))).toBe(amount);
				expect(parseDong(String(amount))).toBe(amount);
			}),
		);
	});
});

test.each([
	[0n, "0\u00A0đ", "VND\u00A00"],
	[50_000_000n, "50.000.000\u00A0đ", "VND\u00A050,000,000"],
	[-1_500n, "−1.500\u00A0đ", "VND\u00A0−1,500"],
])("writes %s whole", (amount, vi, en) => {
	expect(formatDong(amount, "vi")).toBe(vi);
	expect(formatDong(amount, "en")).toBe(en);
});

test.each([
	[0n, "0 đ", "VND 0"],
	[999_499n, "999.499 đ", "VND 999,499"],
	[1_000_000n, "1 triệu đ", "VND 1 m"],
	[1_234_567n, "1,23 triệu đ", "VND 1.23 m"],
	[1_235_000n, "1,24 triệu đ", "VND 1.24 m"],
	[50_000_000n, "50 triệu đ", "VND 50 m"],
	[999_994_999n, "999,99 triệu đ", "VND 999.99 m"],
	[999_999_999n, "1 tỷ đ", "VND 1 bn"],
	[9_490_000_000n, "9,49 tỷ đ", "VND 9.49 bn"],
	[28_400_000_000n, "28,4 tỷ đ", "VND 28.4 bn"],
	[1_234_050_000_000n, "1.234,05 tỷ đ", "VND 1,234.05 bn"],
	[-9_490_000_000n, "−9,49 tỷ đ", "VND −9.49 bn"],
])("writes %s short", (amount, vi, en) => {
	expect(formatDongShort(amount, "vi")).toBe(vi.replaceAll(" ", "\u00A0"));
	expect(formatDongShort(amount, "en")).toBe(en.replaceAll(" ", "\u00A0"));
});

test.each([
	[
		[50_000_000_000n, 1_200_000_000n],
		["50 tỷ đ", "1,2 tỷ đ"],
	],
	[
		[1_200_000_000n, 350_000_000n],
		["1,2 tỷ đ", "350 triệu đ"],
	],
	// One that would lose something has the others whole beside it.
	[
		[1_200_000_000n, 350_123_456n],
		["1.200.000.000 đ", "350.123.456 đ"],
	],
	[
		[50_000_000_000n, 999_999_999n],
		["50.000.000.000 đ", "999.999.999 đ"],
	],
	[
		[50_000_000_000n, 0n],
		["50 tỷ đ", "0 đ"],
	],
	[
		[1_500n, 1_000_000n],
		["1.500 đ", "1.000.000 đ"],
	],
	[[50_000_000_001n], ["50.000.000.001 đ"]],
])("writes %s in one form, short where nothing is lost", (amounts, vi) => {
	const written = Object.values(formatDongAlike(Object.fromEntries(amounts.entries()), "vi"));
	expect(written).toEqual(vi.map((each) => each.replaceAll(" ", "\u00A0")));
});

test("a percentage is rounded down and never more than the whole", () => {
	expect(percentOfDong(101n, 50)).toBe(50n);
	expect(percentOfDong(118_000_000n, 50)).toBe(59_000_000n);
	assert(
		property(amounts, integer({ min: 0, max: 100 }), (amount, percent) => {
			const share = percentOfDong(amount, percent);
			expect(share * 100n <= amount * BigInt(percent)).toBe(true);
			expect((share + 1n) * 100n > amount * BigInt(percent)).toBe(true);
		}),
	);
});

test.each([
	[-1n, 50],
	[1n, 12.5],
	[1n, 101],
	[1n, -1],
])("%s at %s%% is a mistake of ours", (amount, percent) => {
	expect(() => percentOfDong(amount, percent)).toThrow();
});

test("sums and compares", () => {
	expect(sumDong([])).toBe(0n);
	expect(sumDong([1n, 2n, 3n])).toBe(6n);
	expect(smallerDong(2n, 1n)).toBe(1n);
	expect(smallerDong(1n, 2n)).toBe(1n);
});

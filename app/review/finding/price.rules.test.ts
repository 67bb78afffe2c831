import { expect, test } from "vitest";
import { isFarAbove, type LikePrices, percentAboveMedian } from "./price.rules.ts";

const like: LikePrices = { files: 12, lowDong: 78_000_000n, medianDong: 100_000_000n, highDong: 110_000_000n };

// A fifth above the third quartile of 110 million.
test.each([
	[132_000_000n, like, false],
	[132_000_001n, like, true],
	[1_000n, like, false],
	[999_000_000_000n, null, false],
])("a price of %i asks for a reason: %s, %s", (priceDong, prices, asks) => {
	expect(isFarAbove({ priceDong, like: prices })).toBe(asks);
});

test.each([
	[118_900_000n, 18],
	[100_000_000n, 0],
	[1n, 0],
])("a price of %i is %i percent above the median", (priceDong, percent) => {
	expect(percentAboveMedian({ priceDong, like })).toBe(percent);
	expect(percentAboveMedian({ priceDong, like: null })).toBe(0);
});

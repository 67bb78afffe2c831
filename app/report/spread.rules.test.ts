import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { spreadOf } from "./spread.rules.ts";

test.each([
	[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { median: 5, low: 1, high: 9, count: 10 }],
	[[10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 11], { median: 6, low: 2, high: 10, count: 11 }],
	[Array.from({ length: 100 }, (_, at) => at + 1), { median: 50, low: 10, high: 90, count: 100 }],
	[[1, 2, 3, 4, 5, 6, 7, 8, 9], null],
	[[], null],
])("the spread of %j", (values, spread) => {
	expect(spreadOf(values)).toEqual(spread);
});

test("four of five lie within it", () => {
	assert(
		property(array(integer({ min: 0, max: 40 }), { minLength: 10 }), (values) => {
			const spread = spreadOf(values);
			const within = values.filter((value) => spread && spread.low <= value && value <= spread.high);
			expect(within.length).toBeGreaterThanOrEqual(Math.floor(values.length * 0.8));
		}),
	);
});

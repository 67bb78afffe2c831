import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { hiddenGroups } from "./small-cells.rules.ts";

test.each([
	[[10, 20, 30], []],
	// One small group would follow from the total: the next smallest goes with it.
	[
		[9, 20, 30],
		[0, 1],
	],
	[
		[30, 9, 20],
		[1, 2],
	],
	[
		[5, 4, 30],
		[0, 1, 2],
	],
	[
		[5, 5, 30],
		[0, 1],
	],
	[
		[9, 9, 30],
		[0, 1],
	],
	[
		[1, 1, 1, 12, 40],
		[0, 1, 2, 3],
	],
	[[3], [0]],
	[[], []],
])("of %j the groups %j are hidden", (counts, hidden) => {
	expect([...hiddenGroups(counts)].sort()).toEqual(hidden);
});

test("what is hidden already counts among the hidden ones", () => {
	expect([...hiddenGroups([12, 20, 30], new Set([0]))].sort()).toEqual([0]);
	expect([...hiddenGroups([3, 20, 30], new Set([1]))].sort()).toEqual([0, 1]);
	expect([...hiddenGroups([20, 4, 30], new Set([1]))].sort()).toEqual([0, 1]);
});

test("what is hidden is never one small group, and what is shown is none", () => {
	assert(
		property(
			array(
				nat({ max: 60 }).map((count) => count + 1),
				{ maxLength: 20 },
			),
			(counts) => {
				const hidden = hiddenGroups(counts);
				const shown = counts.filter((_, at) => !hidden.has(at));
				const together = counts.filter((_, at) => hidden.has(at)).reduce((sum, count) => sum + count, 0);
				expect(shown.every((count) => count >= 10)).toBe(true);
				expect(hidden.size === 0 || together >= 10 || shown.length === 0).toBe(true);
			},
		),
	);
});

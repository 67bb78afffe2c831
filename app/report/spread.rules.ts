import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";

/** A group of figures is published as a spread, never as single values, and only where the group is not small. */

/** Four of five values lie between `low` and `high`, both included. */
export type Spread = { median: number; low: number; high: number; count: number };

/** Median and the middle 80 % by the nearest-rank method; null for fewer than ten values. */
export function spreadOf(values: readonly number[]): Spread | null {
	if (values.length < SMALLEST_GROUP) return null;
	const sorted = [...values].sort((one, other) => one - other);
	const at = (percent: number) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
	return { median: at(50), low: at(10), high: at(90), count: values.length };
}

import { describe, expect, test } from "vitest";
import { hasEnded, validityOf } from "./validity.rules.ts";

// Thursday; the Monday after it is off.
const today = "2026-11-19";
const holidays = new Set(["2026-11-23"]);

describe("until when a document can be used", () => {
	test.each([
		["2026-11-18", { is: "ended" }],
		["2026-11-19", { is: "soon", workingDays: 0 }],
		["2026-11-20", { is: "soon", workingDays: 1 }],
		["2026-11-22", { is: "soon", workingDays: 1 }],
		["2026-11-23", { is: "soon", workingDays: 1 }],
		["2026-12-04", { is: "soon", workingDays: 10 }],
		["2026-12-05", { is: "valid" }],
		["9999-12-31", { is: "valid" }],
	])("%s", (until, expected) => {
		expect(validityOf(until, today, holidays)).toEqual({ until, ...expected });
	});

	test("is not said of one that does not expire", () => {
		expect(validityOf(null, today, holidays)).toBeNull();
		expect(hasEnded(null, today)).toBe(false);
	});

	test("includes its last day", () => {
		expect([hasEnded(today, today), hasEnded("2026-11-18", today)]).toEqual([false, true]);
	});
});

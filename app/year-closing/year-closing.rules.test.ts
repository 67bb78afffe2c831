import { expect, test } from "vitest";
import { belongsTo, confirmableFrom, proposableFrom, yearsOfProgramme } from "./year-closing.rules.ts";
import { yearClosingStates, yearClosingTransition } from "./year-closing.states.ts";

// The budget year ends on 31 December (Circular 26/2026/TT-BTC).
test.each([
	[2026, "2026-12-01", "2027-01-01"],
	[2027, "2027-12-01", "2028-01-01"],
])("the year %i is proposed from %s on and confirmed from %s on", (year, proposed, confirmed) => {
	expect([proposableFrom(year), confirmableFrom(year)]).toEqual([proposed, confirmed]);
});

test.each([
	["2025-03-01", "2026-11-28", [2026, 2025]],
	["2026-01-05", "2026-01-05", [2026]],
	["2027-01-05", "2026-11-28", []],
])("a programme that opened on %s has on %s the years %j", (opensOn, today, years) => {
	expect(yearsOfProgramme(opensOn, today)).toEqual(years);
});

test.each([
	["2026-12-31", true],
	["2025-06-01", true],
	["2027-01-01", false],
])("what was submitted on %s belongs to the closing of 2026: %s", (submittedOn, belongs) => {
	expect(belongsTo(2026, submittedOn)).toBe(belongs);
});

/** Kept apart from the table on purpose. */
const promised = new Map([
	["proposed>confirmed", "another-person"],
	["proposed>declined", "another-person"],
	["proposed>withdrawn", "proposer"],
	["confirmed>done", "system"],
]);

const pairs = yearClosingStates.flatMap((from) => yearClosingStates.map((to) => [from, to] as const));

test.each(pairs)("%s → %s exists only if promised, and only for whom", (from, to) => {
	expect(yearClosingTransition(from, to)?.by).toBe(promised.get(`${from}>${to}`));
});

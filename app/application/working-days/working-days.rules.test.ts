import { expect, test } from "vitest";
import { changedDays, type DaysAsked, faultOf, standingOf, yearToEnter } from "./working-days.rules.ts";

const today = "2026-11-30";
// 2027-02-06 is a Saturday; 2027-02-05 is kept as a day off.
const kept = [{ onDate: "2027-02-05", isWorked: false }];

test.each<[DaysAsked, string[]]>([
	[{ kind: "off", fromOn: "2027-02-04", toOn: "2027-02-09" }, ["2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09"]],
	[{ kind: "worked", fromOn: "2027-02-06", toOn: "2027-02-06" }, ["2027-02-06"]],
	[{ kind: "ordinary", fromOn: "2027-02-01", toOn: "2027-02-28" }, ["2027-02-05"]],
])("%o touches %o", (asked, days) => {
	expect(changedDays(asked, kept)).toEqual(days);
	expect(faultOf(asked, kept, today)).toBeNull();
});

test.each<[DaysAsked, string | null]>([
	[{ kind: "off", fromOn: "2026-11-30", toOn: "2026-11-30" }, null],
	[{ kind: "off", fromOn: "2026-11-27", toOn: "2026-12-01" }, "past"],
	[{ kind: "off", fromOn: "2027-02-08", toOn: "2027-02-05" }, "order"],
	[{ kind: "off", fromOn: "2029-01-01", toOn: "2029-01-01" }, "far"],
	[{ kind: "off", fromOn: "2027-03-01", toOn: "2027-03-31" }, null],
	[{ kind: "off", fromOn: "2027-03-01", toOn: "2027-04-01" }, "length"],
	[{ kind: "off", fromOn: "2027-02-06", toOn: "2027-02-07" }, "no-weekday"],
	[{ kind: "worked", fromOn: "2027-02-05", toOn: "2027-02-06" }, "not-weekend"],
	[{ kind: "ordinary", fromOn: "2027-02-08", toOn: "2027-02-09" }, "nothing-there"],
])("%o is refused as %s", (asked, fault) => {
	expect(faultOf(asked, kept, today)).toBe(fault);
});

test.each([
	[[], "missing"],
	[[{ isWorked: true, source: "Công văn 1" }], "missing"],
	[[{ isWorked: false, source: "" }], "expected"],
	[
		[
			{ isWorked: false, source: "Công văn 1" },
			{ isWorked: false, source: "" },
		],
		"expected",
	],
	[
		[
			{ isWorked: false, source: "Công văn 1" },
			{ isWorked: true, source: "" },
		],
		"announced",
	],
] as const)("a year with %o is %s", (days, standing) => {
	expect(standingOf(days)).toBe(standing);
});

test.each([
	["2026-09-30", null],
	["2026-10-01", 2027],
	["2026-12-31", 2027],
	["2027-01-01", null],
])("on %s the year to enter is %s", (day, year) => {
	expect(yearToEnter(day)).toBe(year);
});

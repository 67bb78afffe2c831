import { expect, test } from "vitest";
import { waitedDays } from "./waiting-days.server.ts";

// Friday 13 to Monday 30 November 2026; 24 November is a holiday.
const holidays = new Set(["2026-11-24"]);
const on = (day: string, what: string) => ({ what, at: new Date(`${day}T03:00:00Z`) });

test.each([
	["answered the next working day", [on("2026-11-13", "submitted"), on("2026-11-16", "approved")], 1],
	["over a holiday", [on("2026-11-23", "submitted"), on("2026-11-25", "rejected")], 1],
	["on the same day", [on("2026-11-23", "submitted"), on("2026-11-23", "approved")], 0],
	[
		"without the days on which the business owed something",
		[
			on("2026-11-16", "submitted"),
			on("2026-11-17", "changes-requested"),
			on("2026-11-20", "resubmitted"),
			on("2026-11-26", "approved"),
		],
		4,
	],
	[
		"with two pauses",
		[
			on("2026-11-16", "submitted"),
			on("2026-11-16", "changes-requested"),
			on("2026-11-18", "resubmitted"),
			on("2026-11-19", "changes-requested"),
			on("2026-11-23", "resubmitted"),
			on("2026-11-25", "rejected"),
		],
		2,
	],
	["not answered yet", [on("2026-11-16", "submitted")], null],
	["never submitted", [], null],
])("%s", (_case, history, days) => {
	expect(waitedDays(history, holidays)).toBe(days);
});

import { expect, test } from "vitest";
import { acceptBy, daysLeft, extendedAcceptBy, reminderDays } from "./agreement.rules.ts";

const settings = { agreementWorkingDays: 10, extensionWorkingDays: 5 };
const holidays = new Set(["2026-11-24"]);

test.each([
	["a Tuesday morning", "2026-09-08T03:00:00Z", "2026-09-22"],
	["late in the evening of Ho Chi Minh City", "2026-09-08T16:59:00Z", "2026-09-22"],
	["a minute later it is the next day there", "2026-09-08T17:00:00Z", "2026-09-23"],
	["over a holiday", "2026-11-20T03:00:00Z", "2026-12-07"],
])("approved on %s", (_when, approvedAt, expected) => {
	expect(acceptBy(new Date(approvedAt), settings, holidays)).toBe(expected);
});

test("the extension counts from the last day, not from today", () => {
	expect(extendedAcceptBy("2026-11-20", settings, holidays)).toBe("2026-11-30");
});

test("reminders go out 5, 3 and 1 working days before, over weekends and holidays", () => {
	expect(reminderDays("2026-09-22", holidays)).toEqual(["2026-09-15", "2026-09-17", "2026-09-21"]);
	expect(reminderDays("2026-11-25", holidays)).toEqual(["2026-11-17", "2026-11-19", "2026-11-23"]);
});

test.each([
	["2026-09-17", 3],
	["2026-09-19", 2],
	["2026-09-22", 0],
	["2026-09-23", null],
])("on %s, %s working days are left until 22 September", (today, expected) => {
	expect(daysLeft(today, "2026-09-22", holidays)).toBe(expected);
});

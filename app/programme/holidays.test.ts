import { expect, test } from "vitest";
import { yearOf } from "#app/kernel/plain-date.ts";
import { isWeekend } from "#app/kernel/working-days.ts";
import { knownHolidays } from "./holidays.ts";

test("each day is named once, days off are no weekends, and worked days are", () => {
	const days = knownHolidays.map(({ onDate }) => onDate);
	expect(new Set(days).size).toBe(days.length);
	expect(knownHolidays.filter(({ onDate, isWorked }) => isWeekend(onDate) !== isWorked)).toEqual([]);
});

test("for each day that is swapped, another of the same year is worked", () => {
	const yearsOf = (name: string) =>
		knownHolidays.filter(({ nameVi }) => nameVi === name).map(({ onDate }) => yearOf(onDate));
	expect(yearsOf("Nghỉ hoán đổi")).toEqual(yearsOf("Làm bù"));
	expect(yearsOf("Làm bù")).toEqual([2024, 2025, 2026, 2026]);
});

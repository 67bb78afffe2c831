import { array, assert, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type PlainDate } from "./plain-date.ts";
import { addWorkingDays, answerClock, type ClockSquare, isWorkingDay, workingDaysBetween } from "./working-days.ts";

const NONE: ReadonlySet<PlainDate> = new Set();
const NATIONAL_DAY = new Set(["2026-09-01", "2026-09-02"]);
/** The Monday before it was off, for the Saturday of the week before. */
const SWAPPED = new Set([...NATIONAL_DAY, "2026-08-31", "2026-08-22"]);

const days = integer({ min: 0, max: 3000 }).map((offset) => addDays("2024-01-01", offset));
const holidaySets = array(days, { maxLength: 40 }).map((list) => new Set(list));
const counts = integer({ min: 0, max: 60 });

test.each([
	["2026-11-23", true],
	["2026-11-27", true],
	["2026-11-28", false],
	["2026-11-29", false],
	["2026-09-02", false],
])("%s is a working day: %s", (date, expected) => {
	expect(isWorkingDay(date, NATIONAL_DAY)).toBe(expected);
});

test.each([
	["2026-08-22", true],
	["2026-08-23", false],
	["2026-08-29", false],
	["2026-08-31", false],
	["2026-09-03", true],
])("where days are swapped, %s is a working day: %s", (date, expected) => {
	expect(isWorkingDay(date, SWAPPED)).toBe(expected);
});

test("a swap moves a working day and makes none", () => {
	expect(addWorkingDays("2026-08-20", 3, SWAPPED)).toBe("2026-08-24");
	expect(workingDaysBetween("2026-08-20", "2026-09-03", SWAPPED)).toBe(
		workingDaysBetween("2026-08-20", "2026-09-03", NATIONAL_DAY),
	);
});

test.each([
	["2026-11-23", 0, "2026-11-23"],
	["2026-11-23", 1, "2026-11-24"],
	["2026-11-27", 1, "2026-11-30"],
	["2026-11-28", 1, "2026-11-30"],
	["2026-08-31", 1, "2026-09-03"],
	["2026-08-31", 14, "2026-09-22"],
	["2026-10-08", 10, "2026-10-22"],
])("%s and %s working days make %s", (from, count, to) => {
	expect(addWorkingDays(from, count, NATIONAL_DAY)).toBe(to);
});

test("counting forwards and counting between agree", () => {
	assert(
		property(days, counts, holidaySets, (from, count, holidays) => {
			const to = addWorkingDays(from, count, holidays);
			expect(workingDaysBetween(from, to, holidays)).toBe(count);
			if (count > 0) expect(isWorkingDay(to, holidays)).toBe(true);
		}),
	);
});

test("counting between agrees with counting day by day, however far the days are apart", () => {
	assert(
		property(days, integer({ min: -3, max: 900 }), holidaySets, (from, span, holidays) => {
			let count = 0;
			for (let day = 1; day <= span; day++) if (isWorkingDay(addDays(from, day), holidays)) count++;
			expect(workingDaysBetween(from, addDays(from, span), holidays)).toBe(count);
		}),
	);
});

test("spans add up", () => {
	assert(
		property(days, counts, counts, holidaySets, (from, one, two, holidays) => {
			const middle = addDays(from, one);
			const to = addDays(middle, two);
			const sum = workingDaysBetween(from, middle, holidays) + workingDaysBetween(middle, to, holidays);
			expect(workingDaysBetween(from, to, holidays)).toBe(sum);
		}),
	);
	expect(workingDaysBetween("2026-11-24", "2026-11-23", NONE)).toBe(0);
});

test("working days are not counted backwards", () => {
	expect(() => addWorkingDays("2026-11-23", -1, NONE)).toThrow();
	expect(() => addWorkingDays("2026-11-23", 1.5, NONE)).toThrow();
});

function squares(...runs: [ClockSquare, number][]): ClockSquare[] {
	return runs.flatMap(([square, count]) => Array.from({ length: count }, () => square));
}

describe("the clock of an answer", () => {
	const submitted = { submittedOn: "2026-09-15", limitWorkingDays: 14, pauses: [], holidays: NONE };

	test("day 9 of 14 after three days of waiting for the business", () => {
		const clock = answerClock({
			...submitted,
			today: "2026-10-01",
			pauses: [{ from: "2026-09-18", to: "2026-09-23" }],
		});
		expect(clock).toEqual({
			usedDays: 9,
			limitDays: 14,
			remainingDays: 5,
			dueOn: "2026-10-08",
			overdueDays: 0,
			pausedDays: 3,
			squares: squares(["past", 3], ["paused", 3], ["past", 5], ["today", 1], ["to-come", 5]),
		});
	});

	test("nothing is used on the day of submission", () => {
		const clock = answerClock({ ...submitted, today: "2026-09-15" });
		expect(clock).toMatchObject({ usedDays: 0, remainingDays: 14, dueOn: "2026-10-05" });
		expect(clock.squares).toEqual(squares(["to-come", 14]));
	});

	test("the last day is in time", () => {
		const clock = answerClock({ ...submitted, today: "2026-10-05" });
		expect(clock).toMatchObject({ usedDays: 14, remainingDays: 0, overdueDays: 0, dueOn: "2026-10-05" });
		expect(clock.squares).toEqual(squares(["past", 13], ["today", 1]));
	});

	test("one day late", () => {
		const clock = answerClock({ ...submitted, today: "2026-10-06" });
		expect(clock).toMatchObject({ usedDays: 15, remainingDays: 0, overdueDays: 1, dueOn: "2026-10-05" });
		expect(clock.squares).toEqual(squares(["past", 14], ["over", 1]));
	});

	test("no square stands for a day off", () => {
		const clock = answerClock({ ...submitted, today: "2026-09-19" });
		expect(clock.usedDays).toBe(3);
		expect(clock.squares).toEqual(squares(["past", 3], ["to-come", 11]));
	});

	test("holidays do not count", () => {
		const clock = answerClock({ ...submitted, submittedOn: "2026-08-31", today: "2026-09-03", holidays: NATIONAL_DAY });
		expect(clock).toMatchObject({ usedDays: 1, dueOn: "2026-09-22" });
	});

	test("while the business owes an answer no day is used and no due date is known", () => {
		const clock = answerClock({
			...submitted,
			submittedOn: "2026-09-15",
			today: "2026-10-01",
			pauses: [{ from: "2026-09-24", to: null }],
		});
		expect(clock).toMatchObject({ usedDays: 7, remainingDays: 7, pausedDays: 5, dueOn: null });
		expect(clock.squares).toEqual(squares(["past", 7], ["paused", 5], ["to-come", 7]));
	});

	test("a day passed before the clock was stopped stays the due date", () => {
		const clock = answerClock({ ...submitted, today: "2026-10-07", pauses: [{ from: "2026-10-06", to: null }] });
		expect(clock).toMatchObject({ usedDays: 15, overdueDays: 1, pausedDays: 1, dueOn: "2026-10-05" });
	});

	test("adds up, whatever the pauses", () => {
		const pauses = array(record({ start: integer({ min: 0, max: 60 }), length: integer({ min: 0, max: 20 }) }), {
			maxLength: 4,
		});
		assert(
			property(days, counts, pauses, holidaySets, (submittedOn, elapsed, spans, holidays) => {
				const today = addDays(submittedOn, elapsed);
				const clock = answerClock({
					submittedOn,
					today,
					limitWorkingDays: 14,
					pauses: spans.map(({ start, length }) => ({
						from: addDays(submittedOn, start),
						to: addDays(submittedOn, start + length),
					})),
					holidays,
				});
				const of = (...kinds: ClockSquare[]) => clock.squares.filter((square) => kinds.includes(square)).length;
				expect(of("past", "today", "over")).toBe(clock.usedDays);
				expect(of("to-come")).toBe(clock.remainingDays);
				expect(of("over")).toBe(clock.overdueDays);
				expect(of("paused")).toBe(clock.pausedDays);
				expect(clock.usedDays + clock.remainingDays - clock.overdueDays).toBe(14);
				expect(clock.overdueDays > 0).toBe(clock.dueOn !== null && clock.usedDays > 14);
				const unpaused = workingDaysBetween(submittedOn, clock.dueOn ?? "", holidays);
				expect(unpaused).toBeGreaterThanOrEqual(14);
				expect(unpaused).toBeLessThanOrEqual(14 + clock.pausedDays);
			}),
		);
	});
});

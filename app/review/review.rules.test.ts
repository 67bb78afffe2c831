import { describe, expect, test } from "vitest";
import { answerClock } from "#app/kernel/working-days.ts";
import { attentionOf, compareQueued, grantsOf, type QueuedFile } from "./review.rules.ts";

const lines = [
	{ id: "a", allowedDong: 36n },
	{ id: "b", allowedDong: 50n },
];
const grant = (costLineId: string, approvedDong: bigint) => ({ costLineId, approvedDong });

describe("what an approval grants", () => {
	test("whole: what the rules allow, whatever the page's amounts say", () => {
		const whole = { ok: true, totalDong: 86n, inPart: false, lines: [grant("a", 36n), grant("b", 50n)] };
		expect(grantsOf("approve", lines, [])).toEqual(whole);
		expect(grantsOf("approve", lines, [grant("b", 1n), grant("a", 2n)])).toEqual(whole);
	});

	test("in part: the page's amounts, in any order", () => {
		expect(grantsOf("approve_in_part", lines, [grant("b", 20n), grant("a", 0n)])).toEqual({
			ok: true,
			totalDong: 20n,
			inPart: true,
			lines: [grant("a", 0n), grant("b", 20n)],
		});
	});

	test("in part, and yet everything, is whole", () => {
		expect(grantsOf("approve_in_part", lines, [grant("a", 36n), grant("b", 50n)])).toMatchObject({ inPart: false });
	});

	test("never more than allowed for a line, and says at which of the page's rows", () => {
		expect(grantsOf("approve_in_part", lines, [grant("b", 51n), grant("a", 1n)])).toEqual({
			ok: false,
			fault: "above-allowed",
			at: 0,
			allowedDong: 50n,
		});
	});

	test.each([
		["none of the lines", "approve_in_part", []],
		["one line too few", "approve_in_part", [grant("a", 1n)]],
		["a line of an older submission", "approve_in_part", [grant("a", 1n), grant("old", 1n)]],
		["an older page, approving all", "approve", [grant("old", 1n), grant("older", 1n)]],
	] as const)("not for %s", (_what, choice, given) => {
		expect(grantsOf(choice, lines, given)).toEqual({ ok: false, fault: "other-lines" });
	});

	test("nothing is not an approval", () => {
		expect(grantsOf("approve_in_part", lines, [grant("a", 0n), grant("b", 0n)])).toEqual({
			ok: false,
			fault: "nothing",
		});
		expect(grantsOf("approve", [{ id: "a", allowedDong: 0n }], [])).toEqual({ ok: false, fault: "nothing" });
	});
});

describe("what a row calls attention to", () => {
	const clockOn = (today: string, pauses: { from: string; to: string | null }[] = []) =>
		answerClock({ submittedOn: "2026-09-07", today, limitWorkingDays: 14, pauses, holidays: new Set() });

	test.each([
		["new", "submitted", "2026-09-08"],
		["none", "in_review", "2026-09-08"],
		["due-today", "submitted", "2026-09-25"],
		["due-today", "in_review", "2026-09-25"],
		["overdue", "recommended", "2026-09-28"],
	])("%s for %s on %s", (kind, state, today) => {
		expect(attentionOf({ state, locked: false, clock: clockOn(today) }).kind).toBe(kind);
	});

	test("how many working days it is late", () => {
		expect(attentionOf({ state: "in_review", locked: false, clock: clockOn("2026-09-29") }).overdueDays).toBe(2);
	});

	test("that it is locked before anything else, and nothing while the clock stands still", () => {
		expect(attentionOf({ state: "in_review", locked: true, clock: clockOn("2026-09-28") }).kind).toBe("locked");
		const waiting = clockOn("2026-10-20", [{ from: "2026-09-10", to: null }]);
		expect(attentionOf({ state: "changes_requested", locked: false, clock: waiting }).kind).toBe("none");
	});
});

describe("the order of the queue", () => {
	const file = (name: string, submitted: string, more: Partial<QueuedFile> = {}) => ({
		name,
		submittedAt: new Date(submitted),
		hasPriority: false,
		queueOrder: "submission-first" as const,
		dueOn: "2026-09-25",
		...more,
	});
	const namesIn = (order: "rules" | "deadline", files: ReturnType<typeof file>[]) =>
		files.toSorted(compareQueued(order)).map(({ name }) => name);

	const files = [
		file("later, priority", "2026-09-09T02:00:00Z", { hasPriority: true, dueOn: "2026-09-24" }),
		file("same day, late", "2026-09-08T09:00:00Z"),
		file("same day, priority, latest", "2026-09-08T10:00:00Z", { hasPriority: true }),
		file("first", "2026-09-07T02:00:00Z", { dueOn: null }),
	];

	test("by the rules: day by day, priority groups first within a day", () => {
		expect(namesIn("rules", files)).toEqual([
			"first",
			"same day, priority, latest",
			"same day, late",
			"later, priority",
		]);
	});

	test("priority groups before all others, where the programme says so", () => {
		const strict = files.map((each) => ({ ...each, queueOrder: "priority-first" as const }));
		expect(namesIn("rules", strict)).toEqual([
			"same day, priority, latest",
			"later, priority",
			"first",
			"same day, late",
		]);
	});

	test("by deadline: the nearest first, those that wait for the business last", () => {
		expect(namesIn("deadline", files)).toEqual([
			"later, priority",
			"same day, priority, latest",
			"same day, late",
			"first",
		]);
	});

	test("days are those of Ho Chi Minh City", () => {
		const [evening, morning] = [
			file("evening", "2026-09-07T16:59:00Z"),
			file("after midnight, priority", "2026-09-07T17:00:00Z", { hasPriority: true }),
		];
		expect(
			namesIn(
				"rules",
				[morning, evening].flatMap((each) => each ?? []),
			),
		).toEqual(["evening", "after midnight, priority"]);
	});
});

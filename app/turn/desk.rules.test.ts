import { describe, expect, test } from "vitest";
import { everyFiles, isPage, TODAY, TOMORROW, YESTERDAY } from "#testing/every-file.ts";
import { openTurns } from "./turn.rules.ts";
import { deskWhat } from "./turn-words.ts";
import { isTurnOf, type Person, type Side, sideOf, staffDoor, type TurnKind } from "./turns.ts";

/** Somebody of each side to whom nothing is closed. */
const people: Record<string, Person> = {
	business: { as: "business", binds: true },
	reviewer: { as: "reviewer", locked: false, recommended: false },
	programme: { as: "programme", locked: false, stopped: false },
	finance: { as: "finance", locked: false, made: new Set(), proposed: new Set() },
};

const nobodySignsIn: readonly Side[] = ["provider", "bank", "system", "nobody"];

const turns = everyFiles.flatMap((file) => openTurns(file, TODAY));

test("whatever is open is the turn of exactly one side, or of nobody who signs in, and staff find a page for it", () => {
	const faults = turns.flatMap((turn) => {
		const acting = Object.keys(people).filter((name) => isTurnOf(turn, people[name] as Person));
		const expected = nobodySignsIn.includes(turn.whose) ? 0 : 1;
		return [
			...(acting.length === expected ? [] : [`${turn.kind} is the turn of ${acting}`]),
			...(isPage(staffDoor(turn)) ? [] : [`${turn.kind}: no page ${staffDoor(turn)}`]),
		];
	});
	expect([...new Set(faults)]).toEqual([]);
});

test("what staff do is said in words at their desks, and nothing else is", () => {
	const staff: readonly Side[] = [
		"reviewer",
		"second-reviewer",
		"finance",
		"second-finance",
		"other-finance",
		"programme",
	];
	for (const [kind, side] of Object.entries(sideOf)) {
		const words = deskWhat({ kind: kind as TurnKind, count: 3 }, "vi");
		expect(words !== "", kind).toBe(staff.includes(side));
		if (words) expect(words).toContain("3");
	}
});

describe("a manager", () => {
	const manager: Person = { as: "manager", locked: false, today: TODAY };
	const review = (dueOn: string | null, kind: "review" | "confirm" | "claim-check" | "claim" = "review") => ({
		...{ whose: sideOf[kind], dueOn, subject: "HS-1", batch: null },
	});
	test.each<[string, boolean, boolean]>([
		["an answer that is late", isTurnOf(review(YESTERDAY), manager), true],
		["a late second person", isTurnOf(review(YESTERDAY, "confirm"), manager), true],
		["a late answer to a claim", isTurnOf(review(YESTERDAY, "claim-check"), manager), true],
		["one that is due today", isTurnOf(review(TODAY), manager), false],
		["one that has time", isTurnOf(review(TOMORROW), manager), false],
		["one whose clock stands still", isTurnOf(review(null), manager), false],
		["what the business does", isTurnOf(review(YESTERDAY, "claim"), manager), false],
		["one of a business that they are tied to", isTurnOf(review(YESTERDAY), { ...manager, locked: true }), false],
	])("sees to %s: %s", (_what, mine, expected) => {
		expect(mine).toBe(expected);
	});
});

test("whoever stopped payments does not decide on them, and is at no other desk", () => {
	const stopped = { whose: sideOf.stopped, dueOn: null, subject: "DN-1", batch: null };
	expect(isTurnOf(stopped, { as: "programme", locked: false, stopped: true })).toBe(false);
	expect(isTurnOf(stopped, { as: "programme", locked: true, stopped: false })).toBe(false);
	expect(isTurnOf(stopped, people.finance as Person)).toBe(false);
});

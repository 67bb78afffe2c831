import fc from "fast-check";
import { expect, test } from "vitest";
import {
	type ApplicationState,
	applicationStates,
	canMove,
	isOpenToChange,
	isOver,
	transitionOf,
	transitions,
} from "./application.states.ts";

/** As product.md writes it, kept apart from the table on purpose. */
const promised = new Set([
	"draft>submitted",
	"submitted>in_review",
	"in_review>changes_requested",
	"changes_requested>in_review",
	"in_review>recommended",
	"recommended>approved",
	"recommended>in_review",
	"in_review>approved",
	"in_review>rejected",
	"approved>agreed",
	"agreed>completed",
	"approved>lapsed",
	"draft>withdrawn",
	"submitted>withdrawn",
	"in_review>withdrawn",
	"changes_requested>withdrawn",
	"agreed>cancelled",
]);

const pairs = applicationStates.flatMap((from) => applicationStates.map((to) => [from, to] as const));

test.each(pairs)("%s → %s exists only if promised, and only for the sides of its row", (from, to) => {
	expect(canMove(from, to)).toBe(promised.has(`${from}>${to}`));
	for (const side of ["business", "association", "city", "system"] as const) {
		expect(canMove(from, to, side)).toBe(transitionOf(from, to)?.by.includes(side) ?? false);
	}
});

test("every promised change of state is in the table once", () => {
	expect(transitions.map(({ from, to }) => `${from}>${to}`).sort()).toEqual([...promised].sort());
});

test.each([
	["an association never submits", "draft", "submitted", "association"],
	["a business never decides", "in_review", "approved", "business"],
	["the city never decides", "in_review", "approved", "city"],
	["an association never accepts for the business", "approved", "agreed", "association"],
	["only the clock lets an approval lapse", "approved", "lapsed", "association"],
] as const)("%s", (_title, from, to, side) => {
	expect(canMove(from, to)).toBe(true);
	expect(canMove(from, to, side)).toBe(false);
});

test("whatever happens, an application can still come to an end, and an end stays one", () => {
	const ends = new Set<ApplicationState>(["rejected", "completed", "lapsed", "withdrawn", "cancelled"]);
	fc.assert(
		fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
			let state: ApplicationState = "draft";
			for (const choice of choices) {
				const next = transitions.filter((transition) => transition.from === state);
				expect(isOver(state)).toBe(ends.has(state));
				if (next.length === 0) return;
				state = next[choice % next.length]?.to ?? state;
			}
		}),
	);
});

test("money is held only from approval on, and every way out of it gives it back or pays it", () => {
	for (const { from, to, books } of transitions) {
		if (to === "approved") expect(books).toBe("reserve");
		else if (from === "approved") expect(["commit", "release-reserved"]).toContain(books);
		else if (from === "agreed") expect(books).toBe("release-committed");
		else expect(books).toBe("nothing");
	}
});

test("the business changes its file only as a draft and while it owes an answer", () => {
	expect(applicationStates.filter(isOpenToChange)).toEqual(["draft", "changes_requested"]);
});

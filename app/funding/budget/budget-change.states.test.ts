import { expect, test } from "vitest";
import {
	budgetChangeKinds,
	budgetChangeStates,
	budgetChangeTransition,
	budgetChangeTransitions,
	budgetPlaces,
} from "./budget-change.states.ts";

/** Kept apart from the table on purpose. */
const promised = new Map([
	["proposed>confirmed", "another-person"],
	["proposed>declined", "another-person"],
	["proposed>withdrawn", "proposer"],
]);

const pairs = budgetChangeStates.flatMap((from) => budgetChangeStates.map((to) => [from, to] as const));

test.each(pairs)("%s → %s exists only if promised, and only for whom", (from, to) => {
	expect(budgetChangeTransition(from, to)?.by).toBe(promised.get(`${from}>${to}`));
});

test("only what another person confirms is booked", () => {
	expect(budgetChangeTransitions.filter(({ books }) => books).map(({ to, by }) => [to, by])).toEqual([
		["confirmed", "another-person"],
	]);
});

test.each([
	["allot", "unallotted", "envelope"],
	["move", "envelope", "envelope"],
	["take-back", "envelope", "unallotted"],
	["top-up", "outside", "unallotted"],
	["cut", "unallotted", "outside"],
] as const)("%s goes from %s to %s", (kind, from, to) => {
	expect(budgetPlaces[kind]).toEqual({ from, to });
	expect(budgetChangeKinds).toHaveLength(5);
});

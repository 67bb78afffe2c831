import { expect, test } from "vitest";
import { awaitsMoney, recoveryStates, recoveryTransition, recoveryTransitions } from "./recovery.states.ts";

/** Kept apart from the table on purpose. */
const promised = new Set([
	"drafted>notified",
	"drafted>dropped",
	"notified>due",
	"notified>contested",
	"notified>dropped",
	"notified>settled",
	"contested>due",
	"contested>dropped",
	"contested>settled",
	"due>due",
	"due>dropped",
	"due>settled",
	"settled>notified",
	"settled>contested",
	"settled>due",
]);

const pairs = recoveryStates.flatMap((from) => recoveryStates.map((to) => [from, to] as const));

test.each(pairs)("%s → %s exists only if promised", (from, to) => {
	expect(recoveryTransition(from, to) !== null).toBe(promised.has(`${from}>${to}`));
});

test("no notice reaches the business without a second person, and nothing is dropped without a reason", () => {
	const toNotified = recoveryTransitions.filter(({ to }) => to === "notified");
	// Back from settled, it was sent by two persons before.
	expect(toNotified.map(({ needs }) => needs)).toEqual([["another-person"], ["receipt-corrected"]]);
	for (const { needs } of recoveryTransitions.filter(({ to }) => to === "dropped")) expect(needs).toContain("words");
});

test("only what awaits money is settled, and only when all is back", () => {
	for (const { from, needs } of recoveryTransitions.filter(({ to }) => to === "settled")) {
		expect(awaitsMoney(from)).toBe(true);
		expect(needs).toEqual(["all-received"]);
	}
});

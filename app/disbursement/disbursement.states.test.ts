import fc from "fast-check";
import { expect, test } from "vitest";
import {
	awaitsBank,
	type DisbursementState,
	disbursementStates,
	disbursementTransition,
	disbursementTransitions,
} from "./disbursement.states.ts";

/** As product.md writes it, with the bank's silence as a state; kept apart from the table on purpose. */
const promised = new Set([
	"scheduled>sent",
	"sent>paid",
	"sent>failed",
	"sent>unknown",
	"unknown>paid",
	"unknown>failed",
	"failed>scheduled",
	"paid>failed",
	// Its claim was ended while payments were stopped.
	"scheduled>cancelled",
	"failed>cancelled",
]);

const pairs = disbursementStates.flatMap((from) => disbursementStates.map((to) => [from, to] as const));

test.each(pairs)("%s → %s exists only if promised", (from, to) => {
	expect(disbursementTransition(from, to) !== null).toBe(promised.has(`${from}>${to}`));
});

test("whatever happens, a payment is booked once at most, and what is booked is reversed before it is booked again", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
			let state: DisbursementState = "scheduled";
			let booked = 0;
			for (const choice of choices) {
				const next = disbursementTransitions.filter((transition) => transition.from === state);
				const step = next[choice % Math.max(next.length, 1)];
				if (!step) break;
				if (step.books === "pay") booked++;
				if (step.books === "reverse") booked--;
				state = step.to;
			}
			expect(booked).toBe(state === "paid" ? 1 : 0);
		}),
	);
});

test("what is paid is undone only by a correction of two persons, with words", () => {
	expect(disbursementTransitions.filter(({ from }) => from === "paid").map(({ needs }) => needs)).toEqual([
		["corrected-by-two", "words"],
	]);
});

test("what the bank has is never cancelled, and what was cancelled stays so", () => {
	expect(disbursementTransitions.filter(({ from }) => from === "cancelled")).toEqual([]);
	for (const { from, needs } of disbursementTransitions.filter(({ to }) => to === "cancelled")) {
		expect(awaitsBank(from)).toBe(false);
		expect(needs).toEqual(["stopped", "words"]);
	}
});

test("nothing is sent again while it is not known what became of it", () => {
	for (const { from, to } of disbursementTransitions) {
		if (awaitsBank(from)) expect(["paid", "failed", "unknown"]).toContain(to);
	}
	expect(disbursementTransitions.filter(({ to }) => to === "sent").map(({ needs }) => needs)).toEqual([
		["released-by-another"],
	]);
});

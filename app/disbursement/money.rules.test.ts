import fc from "fast-check";
import { expect, test } from "vitest";
import { applicationStates } from "#app/application/application.states.ts";
import { claimStates } from "#app/claim/claim.states.ts";
import { disbursementStates } from "./disbursement.states.ts";
import { isOnItsWay, moneySums, stageOf } from "./money.rules.ts";

const step = fc.record({
	claimState: fc.constantFrom(...claimStates),
	state: fc.option(fc.constantFrom(...disbursementStates)),
	amountDong: fc.bigInt({ min: 1n, max: 10n ** 9n }),
	keptDong: fc.bigInt({ min: 0n, max: 10n ** 8n }),
});

test("the parts add up to what was approved, whatever happened", () => {
	const state = fc.constantFrom(...applicationStates);
	fc.assert(
		fc.property(state, fc.bigInt({ min: 1n, max: 10n ** 11n }), fc.array(step), (state, approvedDong, steps) => {
			const sums = moneySums({ state, approvedDong }, steps);
			const { arrivedDong, onItsWayDong, keptDong, toClaimDong, givenBackDong } = sums;
			expect(arrivedDong + onItsWayDong + keptDong + toClaimDong + givenBackDong).toBe(approvedDong);
		}),
	);
});

test("as in the picture: 86 approved, 36 arrived, 50 on its way", () => {
	const sums = moneySums({ state: "agreed", approvedDong: 86_000_000n }, [
		{ claimState: "verified", state: "paid", amountDong: 36_000_000n, keptDong: 0n },
		{ claimState: "verified", state: "sent", amountDong: 50_000_000n, keptDong: 0n },
	]);
	expect(sums).toEqual({
		approvedDong: 86_000_000n,
		arrivedDong: 36_000_000n,
		toEarnDong: 0n,
		keptDong: 0n,
		onItsWayDong: 50_000_000n,
		toClaimDong: 0n,
		givenBackDong: 0n,
	});
});

test("with 15 paid ahead of 50: 25 are claimed, 7.5 of them paid and 2.5 kept back", () => {
	const paid = { claimState: "verified", state: "paid", keptDong: 0n } as const;
	const steps = [
		{ ...paid, amountDong: 15n },
		{ ...paid, amountDong: 7n, keptDong: 3n },
	];
	const ahead = { outstandingDong: 0n, returnedDong: 0n };
	expect(moneySums({ state: "agreed", approvedDong: 50n }, steps, ahead)).toMatchObject({
		arrivedDong: 22n,
		keptDong: 3n,
		toClaimDong: 25n,
	});
	const back = { outstandingDong: 0n, returnedDong: 15n };
	expect(moneySums({ state: "cancelled", approvedDong: 50n }, steps.slice(0, 1), back)).toMatchObject({
		arrivedDong: 0n,
		givenBackDong: 50n,
	});
});

test("what was paid ahead already is settled", () => {
	expect(stageOf({ claimState: "verified", state: null, amountDong: 0n })).toBe("settled");
});

test("what is left of a finished application went back to the envelope", () => {
	const steps = [{ claimState: "verified" as const, state: "paid" as const, amountDong: 25n, keptDong: 0n }];
	expect(moneySums({ state: "completed", approvedDong: 50n }, steps)).toMatchObject({
		givenBackDong: 25n,
		toClaimDong: 0n,
	});
	expect(moneySums({ state: "agreed", approvedDong: 50n }, steps)).toMatchObject({
		givenBackDong: 0n,
		toClaimDong: 25n,
	});
});

test.each([
	["draft", null, "mending", false],
	["submitted", null, "checking", true],
	["returned", null, "mending", false],
	["refused", null, "refused", false],
	["verified", null, "waiting", true],
	["verified", "scheduled", "waiting", true],
	["verified", "sent", "sent", true],
	["verified", "unknown", "unknown", true],
	["verified", "failed", "failed", true],
	["verified", "paid", "paid", false],
] as const)("a %s claim with the payment %s is %s, on its way: %s", (claimState, state, stage, underWay) => {
	expect(stageOf({ claimState, state })).toBe(stage);
	expect(isOnItsWay({ claimState, state })).toBe(underWay);
});

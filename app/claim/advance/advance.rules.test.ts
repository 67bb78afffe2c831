import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumDong } from "#app/kernel/dong.ts";
import { highestAdvance, isSplit, type Split, splitOf } from "./advance.rules.ts";

describe("the highest advance", () => {
	test.each([
		[50_000_000n, 30, 15_000_000n],
		// The law's most (Circular 52/2023/TT-BTC, article 16(2)).
		[59_000_000n, 50, 29_500_000n],
		[101n, 50, 50n],
		[1n, 50, 0n],
		[59_000_000n, 0, 0n],
	])("of %d approved at %d %% is %d", (approvedDong, percent, highestDong) => {
		expect(highestAdvance(approvedDong, percent)).toBe(highestDong);
	});
});

describe("what is paid for a claim", () => {
	test.each([
		["nothing ahead, nothing kept", 40n, { outstandingDong: 0n, retentionPercent: 0, isLast: false }, [0n, 0n, 40n]],
		["less than was paid ahead", 40n, { outstandingDong: 60n, retentionPercent: 10, isLast: false }, [40n, 0n, 0n]],
		["just what was paid ahead", 40n, { outstandingDong: 40n, retentionPercent: 10, isLast: true }, [40n, 0n, 0n]],
		["more than was paid ahead", 100n, { outstandingDong: 30n, retentionPercent: 10, isLast: false }, [30n, 10n, 60n]],
		["too little left to keep all", 100n, { outstandingDong: 95n, retentionPercent: 10, isLast: false }, [95n, 5n, 0n]],
		["the last claim", 100n, { outstandingDong: 30n, retentionPercent: 10, isLast: true }, [30n, 0n, 70n]],
		["less than a đồng to keep", 9n, { outstandingDong: 0n, retentionPercent: 10, isLast: false }, [0n, 0n, 9n]],
	])("%s", (_case, subsidyDong, terms, [offsetDong, retainedDong, payableDong]) => {
		const split = splitOf(subsidyDong, terms);
		expect(split).toEqual({ subsidyDong, offsetDong, retainedDong, payableDong });
		expect(isSplit(split)).toBe(payableDong !== subsidyDong);
	});
});

/** Claims one after another; the last one releases what was kept back. What is paid out after each, the advance included. */
function walk(approvedDong: bigint, advanceDong: bigint, retentionPercent: number, subsidies: readonly bigint[]) {
	const splits: Split[] = [];
	const paidOut: { paidDong: bigint; outstandingDong: bigint }[] = [];
	let outstandingDong = advanceDong;
	let paidDong = advanceDong;
	subsidies.forEach((subsidyDong, at) => {
		const isLast = at === subsidies.length - 1;
		const split = splitOf(subsidyDong, { outstandingDong, retentionPercent, isLast });
		splits.push(split);
		outstandingDong -= split.offsetDong;
		paidDong += split.payableDong + (isLast ? sumDong(splits.map(({ retainedDong }) => retainedDong)) : 0n);
		paidOut.push({ paidDong, outstandingDong });
	});
	return { splits, paidOut, approvedDong };
}

const life = fc
	.record({
		approvedDong: fc.bigInt(1n, 2_000_000_000n),
		advancePercent: fc.integer({ min: 0, max: 50 }),
		askedPercent: fc.integer({ min: 0, max: 100 }),
		retentionPercent: fc.integer({ min: 0, max: 20 }),
		parts: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 12 }),
		/** How much of what was approved is claimed in the end. */
		claimedPercent: fc.integer({ min: 1, max: 100 }),
	})
	.map(({ approvedDong, advancePercent, askedPercent, retentionPercent, parts, claimedPercent }) => {
		const claimedDong = (approvedDong * BigInt(claimedPercent)) / 100n;
		const total = BigInt(parts.reduce((sum, part) => sum + part, 0) || 1);
		const subsidies = parts.map((part) => (claimedDong * BigInt(part)) / total);
		const advanceDong = (highestAdvance(approvedDong, advancePercent) * BigInt(askedPercent)) / 100n;
		return walk(approvedDong, advanceDong, retentionPercent, subsidies);
	});

describe("any sequence of claims", () => {
	test("adds up, and nothing is ever negative", () => {
		fc.assert(
			fc.property(life, ({ splits, paidOut }) => {
				for (const { subsidyDong, offsetDong, retainedDong, payableDong } of splits) {
					expect(offsetDong + retainedDong + payableDong).toBe(subsidyDong);
					expect([offsetDong, retainedDong, payableDong].every((part) => part >= 0n)).toBe(true);
				}
				const earnedDong = sumDong(splits.map(({ subsidyDong }) => subsidyDong));
				const end = paidOut.at(-1);
				// What was paid is what was earned, and of the advance what is not earned: that is asked back.
				expect(end?.paidDong).toBe(earnedDong + (end?.outstandingDong ?? 0n));
				expect(splits.at(-1)?.retainedDong).toBe(0n);
			}),
			{ numRuns: 500 },
		);
	});

	test("has recovered the advance by the time that payments reach 80 % of the public share", () => {
		fc.assert(
			fc.property(life, ({ paidOut, approvedDong }) => {
				for (const { paidDong, outstandingDong } of paidOut) {
					if (paidDong * 100n >= approvedDong * 80n) expect(outstandingDong).toBe(0n);
				}
			}),
			{ numRuns: 500 },
		);
	});
});

/**
 * How much the public purse may pay towards each line (Decree 80/2021/NĐ-CP, Article 11; Circular 52/2023/TT-BTC):
 * the rate of the line's price, rounded down to the đồng, until the year's ceiling of its support item is used up.
 *
 * Two readings are on the careful side. Circular 52 asks for a public share per line, so the rate is applied, and rounded,
 * line by line. And a ceiling "per contract per year" is counted once per business and year, like one "per year".
 */

import type { SizeClass } from "#app/business/size-class.rules.ts";
import { assert } from "#app/kernel/assert.ts";
import { percentOfDong, smallerDong } from "#app/kernel/dong.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { type ProgrammeRules, rateOn, supportItemOf } from "./programme.rules.ts";

export type PricedLine = {
	supportItemCode: string;
	/** With tax: the contract value that the law counts (Circular 52/2023/TT-BTC, Article 6). */
	priceDong: bigint;
	/** A rule takes the line out altogether: it gets nothing and uses nothing up. */
	refused: boolean;
};

export type LineAmount = PricedLine & {
	/** Null, as is the ceiling, where the item is not provided for the size class. */
	ratePercent: number | null;
	/** Rate × price, also of a refused line. */
	shareDong: bigint;
	/** For the item and the year, shared with the other lines of the item. */
	ceilingDong: bigint | null;
	/** Of that ceiling, before this application; null if not known. */
	alreadyUsedDong: bigint | null;
	allowedDong: bigint;
	/** What the business pays: price − allowed. */
	ownShareDong: bigint;
};

/**
 * The amount of each line, in order: an earlier line takes from its item's ceiling first, the sum does not depend on it.
 * `usedDong` is what other applications of the business hold or received this year per support item, over all
 * programmes and associations; null if not known, then nothing is taken off.
 * Throws on a support item that the programme does not have: what a form sends has to be checked before.
 */
export function allowedAmounts(
	rules: Pick<ProgrammeRules, "supportItems">,
	input: {
		sizeClass: SizeClass;
		day: PlainDate;
		lines: readonly PricedLine[];
		usedDong: Readonly<Record<string, bigint>> | null;
	},
): LineAmount[] {
	const takenDong = new Map<string, bigint>();
	return input.lines.map((line) => {
		const { supportItemCode: code, priceDong, refused } = line;
		assert(priceDong >= 0n, "A price is not negative");
		const item = supportItemOf(rules, code);
		assert(item, `The programme has no support item ${code}`);

		const rate = rateOn(item, input.sizeClass, input.day);
		const shareDong = rate ? percentOfDong(priceDong, rate.ratePercent) : 0n;
		const usedDong = input.usedDong && (ownValue(input.usedDong, code) ?? 0n);
		const leftDong = (rate?.ceilingDong ?? 0n) - (usedDong ?? 0n) - (takenDong.get(code) ?? 0n);
		// What was used can be more than the ceiling, after a rate was lowered or a larger size class left.
		const allowedDong = leftDong <= 0n || refused ? 0n : smallerDong(shareDong, leftDong);
		takenDong.set(code, (takenDong.get(code) ?? 0n) + allowedDong);

		return {
			supportItemCode: code,
			priceDong,
			refused,
			ratePercent: rate?.ratePercent ?? null,
			shareDong,
			ceilingDong: rate?.ceilingDong ?? null,
			alreadyUsedDong: usedDong,
			allowedDong,
			ownShareDong: priceDong - allowedDong,
		};
	});
}

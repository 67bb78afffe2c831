/**
 * The price of a line held against like ones. A cost is judged case by case against similar costs of the last 12 months
 * (Circular 52/2023/TT-BTC, Article 4(3)(b)).
 */

import { legalText } from "#app/kernel/legal-texts.ts";

export const SIMILAR_COSTS = legalText(
	"Thông tư 52/2023/TT-BTC, Điều 4 khoản 3 điểm b",
	"Circular 52/2023/TT-BTC, Article 4(3)(b)",
);

/** As many files as for any published figure: fewer would show which. */
export const FILES_TO_COMPARE = 10;

/**
 * How far above the third quartile a price asks for a reason. A quarter of all prices lie above it by definition, so that
 * alone says nothing; a fifth more is beyond what size and term of a contract usually make of the same thing.
 */
const FAR_ABOVE_PERCENT = 20n;

/** Of all like lines: the middle half and the median. Never which files they are of. */
export type LikePrices = { files: number; lowDong: bigint; medianDong: bigint; highDong: bigint };

export type LinePrice = {
	priceDong: bigint;
	/** Null below `FILES_TO_COMPARE` files. */
	like: LikePrices | null;
};

/** Whether the price asks for a reason. */
export function isFarAbove({ priceDong, like }: LinePrice): boolean {
	return like !== null && priceDong * 100n > like.highDong * (100n + FAR_ABOVE_PERCENT);
}

/** How much above the median, in whole percent; 0 at or below it. */
export function percentAboveMedian({ priceDong, like }: LinePrice): number {
	if (!like || priceDong <= like.medianDong) return 0;
	return Number(((priceDong - like.medianDong) * 100n) / like.medianDong);
}

/** When one reviewer is not enough for an approval, and why. */

import { sumDong } from "#app/kernel/dong.ts";

/** What a reviewer approved alone for a business: without a second person who confirmed it. */
export type ApprovedAlone = { reference: string; approvedDong: bigint };

/** Why a second person has to confirm an approval, as it is kept with the recommendation. `earlier`: references. */
export type SecondPerson =
	| { because: "amount"; limitDong: bigint }
	| { because: "sum"; limitDong: bigint; earlierDong: bigint; earlier: string[] }
	| { because: "sample"; oneIn: number };

/**
 * Whether the money asks for a second person: that of this file, or together with what the same person approved alone for
 * the same business. At the limit one is enough; null then.
 */
export function secondPersonForMoney(
	totalDong: bigint,
	alone: readonly ApprovedAlone[],
	{ secondPersonAboveDong: limitDong }: { secondPersonAboveDong: bigint },
): Extract<SecondPerson, { because: "amount" | "sum" }> | null {
	if (totalDong > limitDong) return { because: "amount", limitDong };
	const earlierDong = sumDong(alone.map(({ approvedDong }) => approvedDong));
	if (totalDong + earlierDong <= limitDong) return null;
	return { because: "sum", limitDong, earlierDong, earlier: alone.map(({ reference }) => reference) };
}

/** The same for the timeline, whose facts are words and amounts. */
export function factsOfSecondPerson({ because, ...facts }: SecondPerson): Record<string, string | number | bigint> {
	if (!("earlier" in facts)) return { secondPerson: because, ...facts };
	return { secondPerson: because, ...facts, earlier: facts.earlier.join(", ") };
}

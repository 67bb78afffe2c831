/** What the programme pays at most, for people who have not said anything yet. */

import type { SizeClass } from "#app/business/size-class.rules.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { allowedAmounts, type LineAmount } from "#app/programme/allowed-amount.rules.ts";
import { type ProgrammeRules, rateOn, type SupportItem } from "#app/programme/programme.rules.ts";

type Rules = Pick<ProgrammeRules, "supportItems">;

const supportedClasses = ["micro", "small", "medium"] as const;

export type AmountRow = {
	sizeClass: (typeof supportedClasses)[number];
	/** One for each item, in their order: the yearly ceiling in whole đồng; null where nothing is provided. */
	ceilingsDong: (bigint | null)[];
};

export type SupportAmounts = {
	items: Pick<SupportItem, "code" | "vi" | "en" | "legalReference">[];
	rows: AmountRow[];
	/** The highest rate of all, in whole percent; 0 of nothing. */
	topRatePercent: number;
	/** True if every rate is the same, so that one sentence can say it. */
	oneRate: boolean;
};

/** The ceilings in force on a day by size and item. */
export function supportAmounts(rules: Rules, day: PlainDate, itemCodes?: readonly string[]): SupportAmounts {
	const items = rules.supportItems.filter((item) => !itemCodes || itemCodes.includes(item.code));
	const rates = supportedClasses.map((sizeClass) => items.map((item) => rateOn(item, sizeClass, day)));
	const percents = rates.flat().flatMap((rate) => (rate ? [rate.ratePercent] : []));
	return {
		items: items.map(({ code, vi, en, legalReference }) => ({ code, vi, en, legalReference })),
		rows: supportedClasses.map((sizeClass, at) => ({
			sizeClass,
			ceilingsDong: (rates[at] ?? []).map((rate) => rate?.ceilingDong ?? null),
		})),
		topRatePercent: Math.max(0, ...percents),
		oneRate: new Set(percents).size === 1,
	};
}

/** What a business of that size would get for one purchase, by the same rules as everywhere; null where nothing. */
export function workedExample(
	rules: Rules,
	example: { supportItemCode: string; sizeClass: SizeClass; priceDong: bigint; day: PlainDate },
): LineAmount | null {
	const { supportItemCode, sizeClass, priceDong, day } = example;
	if (!rules.supportItems.some((item) => item.code === supportItemCode)) return null;
	const lines = [{ supportItemCode, priceDong, refused: false }];
	const [amount] = allowedAmounts(rules, { sizeClass, day, lines, usedDong: null });
	return amount && amount.allowedDong > 0n ? amount : null;
}

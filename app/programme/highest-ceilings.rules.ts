import type { PlainDate } from "#app/kernel/plain-date.ts";
import { type ProgrammeRules, rateOn } from "./programme.rules.ts";

/** The highest yearly ceiling of each item on a day, by its code: "up to" for who has not said their size yet. */
export function highestCeilings(rules: Pick<ProgrammeRules, "supportItems">, day: PlainDate): Record<string, bigint> {
	return Object.fromEntries(
		rules.supportItems.flatMap((item) => {
			const [highest] = (["micro", "small", "medium"] as const)
				.flatMap((sizeClass) => rateOn(item, sizeClass, day)?.ceilingDong ?? [])
				.sort((one, other) => (one < other ? 1 : -1));
			return highest === undefined ? [] : [[item.code, highest]];
		}),
	);
}

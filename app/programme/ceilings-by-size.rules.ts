import type { SizeClass } from "#app/business/size-class.rules.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { type ProgrammeRules, rateOn } from "./programme.rules.ts";

/** The sizes that a programme may support. */
export const supportedSizes = ["micro", "small", "medium"] as const satisfies readonly SizeClass[];

export type CeilingBySize = { size: (typeof supportedSizes)[number]; ceilingDong: bigint | null };

/**
 * The yearly ceiling of each item on a day, by its code and the size of a business; null where that size gets nothing.
 * Items that nobody gets anything for are left out.
 *
 * @param sizes those that a business may have, as far as it is known.
 */
export function ceilingsBySize(
	rules: Pick<ProgrammeRules, "supportItems">,
	day: PlainDate,
	sizes: readonly SizeClass[] = supportedSizes,
): Record<string, CeilingBySize[]> {
	const ceilings = rules.supportItems.map((item) => {
		const rows = supportedSizes.map((size) => ({ size, ceilingDong: rateOn(item, size, day)?.ceilingDong ?? null }));
		return { code: item.code, rows };
	});
	return Object.fromEntries(
		ceilings
			.filter(({ rows }) => rows.some(({ ceilingDong }) => ceilingDong !== null))
			.map(({ code, rows }) => [code, rows.filter(({ size }) => sizes.includes(size))]),
	);
}

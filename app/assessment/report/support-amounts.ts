/** How much a support item pays for a weak pillar, in words: the same on the page and in the document. */

import type { SizeClass } from "#app/business/size-class.rules.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { m } from "#messages/messages.js";
import type { SupportCode } from "../next-steps.ts";

/** The yearly ceilings by support item and size, of the sizes that come into question; empty while no programme is open. */
export type Ceilings = Record<string, { size: SizeClass; ceilingDong: bigint | null }[]>;

export type SupportAmounts =
	/** One amount that is none of money, with for whom. */
	| { words: string; sub: string }
	/** A ceiling for each size that comes into question. */
	| { rows: { label: string; amount: string }[] };

/** What an item pays; null where no open programme has it. */
export function supportAmounts(support: SupportCode, ceilings: Ceilings, locale: Locale): SupportAmounts | null {
	if (support === "MGMT-COURSE") {
		return {
			words: m.assessment_support_course_amount({}, { locale }),
			sub: m.assessment_support_course_who({}, { locale }),
		};
	}
	const bySize = ownValue(ceilings, support);
	if (!bySize) return null;
	if (bySize.length === 0) {
		return { words: m.assessment_support_none({}, { locale }), sub: m.assessment_size_larger_hint({}, { locale }) };
	}
	const none = m.assessment_support_none({}, { locale });
	return {
		rows: bySize.map(({ size, ceilingDong }) => ({
			label: sizeClassLabel(size, locale),
			amount: ceilingDong === null ? none : formatDong(ceilingDong, locale),
		})),
	};
}

/** The first of these items for which an open programme pays something; null where none does. */
export function firstPaidItem(supports: readonly SupportCode[], ceilings: Ceilings): SupportCode | null {
	const isPaid = ({ ceilingDong }: { ceilingDong: bigint | null }) => ceilingDong !== null && ceilingDong > 0n;
	return supports.find((support) => ownValue(ceilings, support)?.some(isPaid)) ?? null;
}

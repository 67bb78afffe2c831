/**
 * Which groups of a table stay hidden, so that no figure of a few businesses can be read off or worked out.
 */

import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";

/**
 * The places of the groups to hide, from the number of businesses in each. Small ones are hidden; and as the total minus
 * what is shown gives the hidden ones together, the next smallest are hidden too until they are no small group either.
 */
export function hiddenGroups(counts: readonly number[]): Set<number> {
	const bySize = counts.map((count, at) => ({ count, at })).sort((one, other) => one.count - other.count);
	const hidden = new Set<number>();
	let together = 0;
	for (const { count, at } of bySize) {
		const safe = hidden.size === 0 || together >= SMALLEST_GROUP;
		if (count >= SMALLEST_GROUP && safe) break;
		hidden.add(at);
		together += count;
	}
	return hidden;
}

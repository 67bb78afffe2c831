/**
 * Which groups of a table stay hidden, so that no figure of a few businesses can be read off or worked out.
 */

import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";

/**
 * The places of the groups to hide, from the number of businesses in each. Small ones are hidden; and as the total minus
 * what is shown gives the hidden ones together, the next smallest are hidden too until they are no small group either.
 *
 * @param already those that are hidden for another reason, and count among the hidden ones.
 */
export function hiddenGroups(counts: readonly number[], already: ReadonlySet<number> = new Set()): Set<number> {
	const bySize = counts.map((count, at) => ({ count, at })).sort((one, other) => one.count - other.count);
	const hidden = new Set(already);
	let together = bySize.reduce((sum, { count, at }) => sum + (hidden.has(at) ? count : 0), 0);
	for (const { count, at } of bySize) {
		if (hidden.has(at)) continue;
		const safe = hidden.size === 0 || together >= SMALLEST_GROUP;
		if (count >= SMALLEST_GROUP && safe) break;
		hidden.add(at);
		together += count;
	}
	return hidden;
}

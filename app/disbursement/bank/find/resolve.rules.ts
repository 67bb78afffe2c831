/** Which payments the lines of a bank are about that do not name one by its reference. */

import { sumDong } from "#app/kernel/dong.ts";
import type { AnswerRow } from "../answer-row.ts";
import { isOwnReference } from "../iso/parts.ts";

/** A payment, as far as it is needed to be found. */
export type Findable = { reference: string; amountDong: bigint };

/** A payment that was in a batch; `isOut`: the bank refused it, or it has left the batch since. */
export type BatchMember = Findable & { isOut: boolean };

/** What is known of the names that the lines use. */
export type Known = {
	/** By the bank's own name of it, from what was recorded before. */
	byKey: ReadonlyMap<string, readonly Findable[]>;
	byClaim: ReadonlyMap<string, readonly Findable[]>;
	byBatch: ReadonlyMap<string, readonly BatchMember[]>;
};

/** How a payment was found that the line does not name: by the bank's own name of it, by its claim, as one of its batch. */
export type FoundBy = "key" | "claim" | "batch";

export type ResolvedRow = AnswerRow & { foundBy?: FoundBy };

/** Each line with the payment that it is about, where exactly one can be meant; the line of a batch as one line for each. */
export function resolveRows(rows: readonly AnswerRow[], known: Known): ResolvedRow[] {
	return rows.flatMap((row): ResolvedRow[] => {
		if (row.whole) return wholeBatch(row, known) ?? [row];
		if (isOwnReference(row.reference)) return [row];
		const byKey = distinct((row.keys ?? []).flatMap((key) => known.byKey.get(key) ?? []));
		if (byKey.length === 1 && byKey[0]) return [{ ...row, reference: byKey[0].reference, foundBy: "key" }];
		// An id of the bank's own may be that of another payment of the same claim and amount.
		if (row.reference !== "") return [row];
		const claimed = (row.claims ?? []).flatMap((claim) => known.byClaim.get(claim) ?? []);
		const byClaim = distinct(claimed.filter(({ amountDong }) => amountDong === row.amountDong));
		if (byKey.length === 0 && byClaim.length === 1 && byClaim[0]) {
			return [{ ...row, reference: byClaim[0].reference, foundBy: "claim" }];
		}
		return [row];
	});
}

function distinct(found: readonly Findable[]): Findable[] {
	return [...new Map(found.map((payment) => [payment.reference, payment])).values()];
}

/**
 * The batch was debited as one: all payments that were in it, or all that the bank had not refused, whichever makes the
 * amount and the number. A batch that was refused as a whole stays one line: the bank may have it twice, and paid it once.
 */
function wholeBatch(row: AnswerRow, { byBatch }: Known): ResolvedRow[] | null {
	if (row.answer !== "paid" || row.batch === null) return null;
	const members = byBatch.get(row.batch) ?? [];
	const fits = (some: readonly BatchMember[]) =>
		some.length > 0 &&
		(row.whole?.count ?? some.length) === some.length &&
		(row.amountDong ?? sumDong(some.map(({ amountDong }) => amountDong))) ===
			sumDong(some.map(({ amountDong }) => amountDong));
	const paid = [members, members.filter(({ isOut }) => !isOut)].find(fits);
	if (!paid) return null;
	const { whole: _whole, ...common } = row;
	return paid.map(({ reference, amountDong }) => ({ ...common, reference, amountDong, foundBy: "batch" }));
}

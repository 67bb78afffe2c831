import { type RawBuilder, sql } from "kysely";

/**
 * What the `envelope` of a query was allotted, or got from another, from a moment on, as far as it did not leave it again;
 * what left takes from that first. In whole đồng.
 */
export function receivedSince(since: Date): RawBuilder<bigint> {
	// A running sum that is never below zero: how far the last stands above the lowest before it.
	return sql<bigint>`(
		select coalesce(sum(amount) - least(0, min(so_far)), 0)::bigint from (
			select amount, sum(amount) over (order by ended_at, reference) as so_far from (
				select change.ended_at, change.reference,
					case when change.to_association = envelope.association_id then change.amount_dong else -change.amount_dong end as amount
				from budget_change change where change.programme_id = envelope.programme_id and change.state = 'confirmed'
					and envelope.association_id in (change.to_association, change.from_association) and change.ended_at >= ${since}
			) moved) summed)`;
}

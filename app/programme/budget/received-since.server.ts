import { type RawBuilder, sql } from "kysely";

/** What the `envelope` of a query was allotted, or got from another, from a moment on. In whole đồng. */
export function receivedSince(since: Date): RawBuilder<bigint> {
	return sql<bigint>`(
		select coalesce(sum(change.amount_dong), 0)::bigint from budget_change change
		where change.programme_id = envelope.programme_id and change.to_association = envelope.association_id
			and change.state = 'confirmed' and change.ended_at >= ${since})`;
}

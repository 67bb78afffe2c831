import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

export type ChainBreak = { id: bigint; at: Date; problem: "changed" | "not-chained" | "missing-before" };
export type ChainReport = { entries: bigint; lastHash: string | null; breaks: ChainBreak[] };

/**
 * Walks the whole audit log and says where it was tampered with: an entry whose content does not give its hash, one
 * that does not carry the hash of the entry before, or a gap in the numbers. At most the first 20 breaks are told.
 */
export async function verifyAuditChain(db: Kysely<Tables>): Promise<ChainReport> {
	const { rows: breaks } = await sql<ChainBreak>`
		select id, at, problem from (
			select entry.id, entry.at, case
				when entry.id <> coalesce(lag(entry.id) over chain, 0) + 1 then 'missing-before'
				when entry.hash <> audit_entry_hash(entry) then 'changed'
				when entry.previous_hash <> coalesce(lag(entry.hash) over chain, decode(repeat('00', 32), 'hex')) then 'not-chained'
			end as problem
			from audit_entry entry window chain as (order by entry.id)
		) checked where problem is not null order by id limit 20`.execute(db);
	const last = await db
		.selectFrom("auditEntry")
		.select(["id", "hash"])
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return { entries: last?.id ?? 0n, lastHash: last ? last.hash.toString("hex") : null, breaks };
}

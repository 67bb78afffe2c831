import { sql } from "kysely";
import type { Database } from "#db/connection.server.ts";

/** The files whose bytes are not those of their hash, by id, and how many were looked at. The database computes. */
export async function verifyFiles(db: Database): Promise<{ checked: bigint; wrong: string[] }> {
	const { rows: counted } = await sql<{ count: bigint }>`select count(*) as count from stored_file`.execute(db);
	const { rows } = await sql<{ id: string }>`
		select id from stored_file where encode(sha256(bytes), 'hex') <> sha256 or octet_length(bytes) <> byte_size order by id`.execute(
		db,
	);
	return { checked: counted[0]?.count ?? 0n, wrong: rows.map(({ id }) => id) };
}

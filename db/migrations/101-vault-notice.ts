import { type Kysely, sql } from "kysely";

/**
 * Room application: what the vault does not keep for ever goes after its people were told (decision 054), counted from when its
 * last use ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table vault_document
			add column use_ended_at timestamptz,
			add column end_told_at timestamptz`.execute(db);
}

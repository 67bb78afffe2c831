import { type Kysely, sql } from "kysely";

/**
 * Room ledger: the servers' role may not change a balance (db/privileges.server.ts), so the trigger that does it works
 * for the owner. Whoever may add an entry moves the balance by exactly that entry.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter function ledger_entry_apply() security definer set search_path = public, pg_temp`.execute(db);
}

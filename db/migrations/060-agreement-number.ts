import { type Kysely, sql } from "kysely";

/** Room agreement: each has a number of its association's register. Those of before have none. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table agreement add column number text`.execute(db);
}

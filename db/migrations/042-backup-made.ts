import { type Kysely, sql } from "kysely";

/** House: when a backup was made, so that /metrics can tell how old the last one is. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table backup_made (
			id bigint generated always as identity primary key,
			made_at timestamptz not null,
			file_name text not null,
			byte_size bigint not null,
			sha256 text not null
		)`.execute(db);
}

import { type Kysely, sql } from "kysely";

/**
 * Room mail: a reminder says which turn it is about, and whether it was left unsent as that was done before the mail went.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table outbox_mail
			add column reminds_of jsonb,
			add column overtaken_at timestamptz,
			add constraint outbox_mail_overtaken check (overtaken_at is null or (reminds_of is not null and sent_at is null))`.execute(
		db,
	);
	await sql`drop index outbox_mail_unsent`.execute(db);
	await sql`create index outbox_mail_unsent on outbox_mail (written_at) where sent_at is null and overtaken_at is null`.execute(
		db,
	);
}

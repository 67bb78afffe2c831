import { type Kysely, sql } from "kysely";

/**
 * Rooms identity and mail: what opens an account (the token of a link) is kept sealed, apart from the words of the mail,
 * and only until the mail is sent or a day is over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table identity_mail (
			id uuid primary key,
			kind text not null,
			person_id text not null references person on delete cascade,
			recipient text,
			sealed_token bytea,
			asked_at timestamptz not null
		)`.execute(db);
	await sql`create index identity_mail_asked on identity_mail (asked_at)`.execute(db);
	await sql`
		alter table outbox_mail
			add column secret_until timestamptz,
			add column sealed_secret bytea,
			add constraint outbox_mail_secret_ends check (sealed_secret is null or (secret_until is not null and sent_at is null))`.execute(
		db,
	);
	await sql`create index outbox_mail_secret on outbox_mail (secret_until) where sealed_secret is not null`.execute(db);
	await sql`create index outbox_mail_unsent on outbox_mail (written_at) where sent_at is null`.execute(db);
	// Mails of before held their tokens in clear.
	for (const column of ["html", "text"]) {
		await sql`
			update outbox_mail set ${sql.ref(column)} = regexp_replace(${sql.ref(column)}, 'token=[^"''<>&[:space:]]+', 'token=', 'g')
			where ${sql.ref(column)} like '%token=%'`.execute(db);
	}
	await sql`
		update outbox_mail set props = props || jsonb_build_object('url', regexp_replace(props->>'url', 'token=.*$', 'token='))
		where props->>'url' like '%token=%'`.execute(db);
}

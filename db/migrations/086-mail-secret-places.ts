import { type Kysely, sql } from "kysely";

/** Room mail: what stands for the secret of a mail that was not sent yet is its own, so that no text of a person is taken for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		update outbox_mail set
			html = replace(html, 'secret-of-this-mail', 'secret-' || id),
			text = replace(text, 'secret-of-this-mail', 'secret-' || id)
		where sealed_secret is not null`.execute(db);
}

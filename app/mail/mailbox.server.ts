import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { wordsWithSecret } from "./mail-secret.server.ts";

/** The newest mails of the outbox, for the demo's mailbox; of one recipient if asked. */
export async function readMailbox(db: Kysely<Tables>, recipient: string | null) {
	let query = db
		.selectFrom("outboxMail")
		.select(["id", "recipient", "subject", "writtenAt", "template"])
		.where("overtakenAt", "is", null);
	if (recipient) query = query.where("recipient", "=", recipient);
	return query.orderBy("writtenAt", "desc").orderBy("id").limit(100).execute();
}

/** One mail of the outbox as its reader gets it, with its secret as long as that is kept. */
export async function readMail(db: Kysely<Tables>, id: string) {
	if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
	const mail = await db.selectFrom("outboxMail").selectAll().where("id", "=", id).executeTakeFirst();
	return mail && wordsWithSecret(mail);
}

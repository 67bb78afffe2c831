import type { Transaction } from "kysely";
import { config } from "#app/house/config.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { askForSending, givenUpMails } from "./ask-again.server.ts";

const DAYS = 30;

/**
 * Asks again for the mails of the last thirty days that gave up: a mail server that was away for a weekend loses no
 * notice. Older ones stay on the page of administrators.
 */
export async function requeueUnsent(trx: Transaction<Tables>, now: Date): Promise<void> {
	if (!config.SMTP_URL) return;
	const since = new Date(now.getTime() - DAYS * 86_400_000);
	for (const mailId of await givenUpMails(trx, since)) await askForSending(trx, mailId);
}

import { sql, type Transaction } from "kysely";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** Mails that nobody will send any more: they were not sent, their link is good, and no job of theirs goes on. */
const givenUp = sql`
	sent_at is null and overtaken_at is null and (secret_until is null or sealed_secret is not null) and not exists (
		select 1 from graphile_worker._private_jobs job
		where job.payload->>'mailId' = mail.id::text and (job.attempts < job.max_attempts or job.locked_at is not null))`;

export async function givenUpMails(trx: Transaction<Tables>, writtenSince: Date | null): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select id from outbox_mail mail where ${givenUp} and written_at >= coalesce(${writtenSince}, '-infinity'::timestamptz)
		order by written_at, id`.execute(trx);
	return rows.map(({ id }) => id);
}

/** Lets jobs begin anew, now, with all their tries. One that is being done is left alone. */
export async function beginAnew(trx: Transaction<Tables>, jobIds: readonly string[]): Promise<number> {
	const { rows } = await sql<{ id: string }>`
		select id from graphile_worker.reschedule_jobs(${[...jobIds]}::bigint[], run_at => now(), attempts => 0)`.execute(
		trx,
	);
	return rows.length;
}

/** Asks for a mail to be sent, by the job that it has or by a new one. */
export async function askForSending(trx: Transaction<Tables>, mailId: string): Promise<void> {
	const { rows } = await sql<{ id: string }>`
		select id::text as id from graphile_worker._private_jobs where payload->>'mailId' = ${mailId}`.execute(trx);
	if (rows.length === 0) await enqueue(trx, "mail.send", { mailId });
	else await beginAnew(trx, [rows[0]?.id ?? ""]);
}

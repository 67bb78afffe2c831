import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { type MailState, mailStateOf, partlyHidden, type Trouble, troubleOf } from "./unsent.rules.ts";

/** So many are listed; those that gave up first. All of them are counted, and "all" means all. */
const MOST = 100;

export type UnsentMail = {
	id: string;
	recipient: string;
	subject: string;
	writtenAt: Date;
	state: MailState;
	nextTryAt: Date | null;
	trouble: Trouble | null;
};

export type GivenUpJob = { id: string; name: string; since: Date; lastTryAt: Date; tries: number };

type MailRow = {
	id: string;
	recipient: string;
	subject: string;
	writtenAt: Date;
	linkEnded: boolean;
	attempts: number | null;
	maxAttempts: number | null;
	runAt: Date | null;
	lastError: string | null;
};

/** A job of the queue that sends this mail. */
const sendsMail = sql`job.payload->>'mailId' = mail.id::text`;

/** Mails that were not sent, with what hinders them. Not scoped: only administrators see that page. */
export async function unsafeUnsentMails(db: Kysely<Tables>): Promise<{ mails: UnsentMail[]; count: number }> {
	const { rows } = await sql<MailRow>`
		select mail.id, recipient, subject, written_at, secret_until is not null and sealed_secret is null as link_ended,
			job.attempts, job.max_attempts, job.run_at, job.last_error
		from outbox_mail mail left join lateral (
			select * from graphile_worker._private_jobs job where ${sendsMail} order by job.id desc limit 1
		) job on true
		where sent_at is null and overtaken_at is null
		order by job.attempts < job.max_attempts nulls first, written_at desc, mail.id limit ${MOST}`.execute(db);
	const counted = await db
		.selectFrom("outboxMail")
		.select((eb) => eb.fn.countAll<bigint>().as("count"))
		.where("sentAt", "is", null)
		.where("overtakenAt", "is", null)
		.executeTakeFirstOrThrow();
	const mails = rows.map((row) => {
		const state = mailStateOf(row);
		return {
			id: row.id,
			recipient: partlyHidden(row.recipient),
			subject: row.subject,
			writtenAt: row.writtenAt,
			state,
			nextTryAt: state === "trying" ? row.runAt : null,
			trouble: row.lastError === null ? null : troubleOf(row.lastError),
		};
	});
	return { mails, count: Number(counted.count) };
}

/** Work of any other kind that was tried until it gave up, oldest first. */
export async function unsafeGivenUpJobs(db: Kysely<Tables>): Promise<GivenUpJob[]> {
	const { rows } = await sql<GivenUpJob>`
		select id::text as id, task_identifier as name, created_at as since, updated_at as last_try_at, attempts as tries
		from graphile_worker.jobs
		where attempts >= max_attempts and locked_at is null and task_identifier <> 'mail.send'
		order by created_at, jobs.id limit ${MOST}`.execute(db);
	return rows;
}

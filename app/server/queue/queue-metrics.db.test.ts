import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { metrics } from "#app/house/metrics.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { measureQueue, workersInWords } from "./queue-metrics.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(async () => {
	Object.assign(config, { SMTP_URL: undefined });
	await house.close();
});

/** What /metrics says under these names. */
async function measured(): Promise<Record<string, number>> {
	await measureQueue();
	const lines = (await metrics.metrics()).split("\n");
	const ours = lines.filter((line) =>
		/^(jobs_waiting|jobs_failed|oldest_job|mails_|backup_age|stored_bytes|audit_unplaced)/.test(line),
	);
	return Object.fromEntries(
		ours.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
	);
}

const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * 60_000);

test("an empty house has nothing waiting, and no backup", async () => {
	expect(await measured()).toEqual({
		...{ oldest_job_seconds: 0, mails_unsent: 0, mails_given_up: 0, audit_unplaced_seconds: 0 },
		...{ stored_bytes: 0, stored_bytes_limit: 100 * 1024 ** 3 },
	});
	expect(await workersInWords()).toBe("jobs: in time");
});

test("what is due, what gave up and what is late is counted by name; what is due later is not", async () => {
	await inTransaction(house.db, async (trx) => {
		await enqueue(trx, "books.check", {}, { runAt: minutesAgo(12) });
		await enqueue(trx, "books.check", {}, { runAt: minutesAgo(1) });
		await enqueue(trx, "recovery.remind", {}, { runAt: minutesAgo(-60) });
		await enqueue(trx, "work.resume", {}, { runAt: minutesAgo(500) });
	});
	await sql`update graphile_worker._private_jobs set attempts = max_attempts from graphile_worker._private_tasks task
		where task.id = task_id and identifier = 'work.resume'`.execute(house.db);
	const found = await measured();
	expect(found).toMatchObject({
		'jobs_waiting{job="books.check"}': 2,
		'jobs_waiting{job="recovery.remind"}': 0,
		'jobs_waiting{job="work.resume"}': 0,
		'jobs_failed{job="work.resume"}': 1,
		'jobs_failed{job="books.check"}': 0,
	});
	expect(Math.round((found.oldest_job_seconds ?? 0) / 60)).toBe(12);
	expect(await workersInWords()).toBe("jobs: one has been due for 12 minutes; does a worker run?");
});

test("mails are counted, and those that no job tries any more", async () => {
	const mail = {
		to: "lan@doanh-nghiep.example",
		locale: "vi" as const,
		name: "reset-password" as const,
		props: { name: "Lan", url: "https://donbay.example/" },
		now: now(),
	};
	for (const key of ["one", "two", "sent"]) await inTransaction(house.db, (trx) => writeMail(trx, { ...mail, key }));
	await house.db.updateTable("outboxMail").set({ sentAt: now() }).where("key", "=", "sent").execute();
	await sql`update graphile_worker._private_jobs set attempts = max_attempts
		where payload->>'mailId' = (select id::text from outbox_mail where key = 'one')`.execute(house.db);
	// Without a mail server none was ever tried.
	expect(await measured()).toMatchObject({ mails_unsent: 2, mails_given_up: 0 });
	Object.assign(config, { SMTP_URL: "smtp://127.0.0.1:9" });
	expect(await measured()).toMatchObject({ mails_unsent: 2, mails_given_up: 1, 'jobs_failed{job="mail.send"}': 1 });
});

test("the age of the last backup is told", async () => {
	const made = { fileName: "donbay-1.backup", byteSize: 1n, sha256: "" };
	await house.db
		.insertInto("backupMade")
		.values([
			{ ...made, madeAt: minutesAgo(3000) },
			{ ...made, madeAt: minutesAgo(60) },
		])
		.execute();
	expect(Math.round(((await measured()).backup_age_seconds ?? 0) / 60)).toBe(60);
});

test("a database that is away takes the figures with it, and /metrics still answers", async () => {
	await sql`alter table backup_made rename to away`.execute(house.owner);
	expect(await measured()).toEqual({});
	await sql`alter table away rename to backup_made`.execute(house.owner);
});

import { Gauge } from "prom-client";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { pool } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { metrics } from "#app/house/metrics.server.ts";

type Reading = {
	/** Due and not begun. */
	waiting: Map<string, number>;
	/** Tried until they gave up. */
	failed: Map<string, number>;
	/** How long the job that is due for longest has waited; 0 when none is due. */
	oldestSeconds: number;
	mailsUnsent: number;
	mailsGivenUp: number;
	/** Null where no backup was ever made. */
	backupAgeSeconds: number | null;
	storedBytes: number;
	/** How long the line of the audit log that waits for longest has had no place in the proof. */
	unplacedSeconds: number;
};

const JOBS = `select task_identifier as name,
	count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= $1)::int as waiting,
	count(*) filter (where attempts >= max_attempts and locked_at is null)::int as failed,
	extract(epoch from $1 - min(run_at) filter (where attempts < max_attempts and locked_at is null and run_at <= $1))::float as oldest
	from graphile_worker.jobs group by task_identifier`;

const MAILS = `select count(*)::int as unsent, count(*) filter (where not exists (
		select 1 from graphile_worker._private_jobs job where job.payload->>'mailId' = mail.id::text and job.attempts < job.max_attempts
	) and (secret_until is null or sealed_secret is not null))::int as given_up
	from outbox_mail mail where sent_at is null and overtaken_at is null`;

/** Where the queue and the outbox stand, for all processes together: every server tells the same. */
async function readQueue(at: Date): Promise<Reading> {
	const [jobs, mails, backups, stored, unplaced] = await Promise.all([
		pool.query<{ name: string; waiting: number; failed: number; oldest: number | null }>(JOBS, [at]),
		pool.query<{ unsent: number; given_up: number }>(MAILS),
		pool.query<{ age: number | null }>("select extract(epoch from $1 - max(made_at))::float as age from backup_made", [
			at,
		]),
		pool.query<{ bytes: string }>("select bytes::text as bytes from stored_total"),
		pool.query<{ age: number | null }>(
			"select extract(epoch from clock_timestamp() - min(written_at))::float as age from audit_waiting",
		),
	]);
	return {
		waiting: new Map(jobs.rows.map(({ name, waiting }) => [name, waiting])),
		failed: new Map(jobs.rows.map(({ name, failed }) => [name, failed])),
		oldestSeconds: Math.max(0, ...jobs.rows.map(({ oldest }) => oldest ?? 0)),
		mailsUnsent: mails.rows[0]?.unsent ?? 0,
		// Where no mail server is set, no mail was ever tried.
		mailsGivenUp: config.SMTP_URL ? (mails.rows[0]?.given_up ?? 0) : 0,
		backupAgeSeconds: backups.rows[0]?.age ?? null,
		storedBytes: Number(stored.rows[0]?.bytes ?? 0),
		unplacedSeconds: unplaced.rows[0]?.age ?? 0,
	};
}

const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
	new Gauge<Label>({ name, help, labelNames, registers: [metrics] });

const waiting = gauge("jobs_waiting", "Jobs that are due and not begun", "job");
const failed = gauge("jobs_failed", "Jobs that were tried until they gave up", "job");
const oldest = gauge("oldest_job_seconds", "How long the job that is due for longest has waited");
const mailsUnsent = gauge("mails_unsent", "Mails in the outbox that were not sent");
const mailsGivenUp = gauge("mails_given_up", "Unsent mails that no job tries to send any more");
const backupAge = gauge("backup_age_seconds", "Time since the last backup; absent where there is none");
const unplaced = gauge(
	"audit_unplaced_seconds",
	"How long the oldest line of the audit log without a signed place waits",
);
const storedBytes = gauge("stored_bytes", "Bytes of all files that are kept in the database");
const storedBytesLimit = gauge(
	"stored_bytes_limit",
	"STORED_GB: from so many stored_bytes on no file is taken any more",
);

function setAll(name: typeof waiting, values: Map<string, number>): void {
	name.reset();
	for (const [job, value] of values) name.set({ job }, value);
}

/** Before /metrics is written. Where the database is away, these are absent, which is an alert of its own. */
export async function measureQueue(): Promise<void> {
	const reading = await readQueue(now()).catch((error: unknown) => {
		log.warn({ err: error }, "could not measure the queue");
		return null;
	});
	setAll(waiting, reading?.waiting ?? new Map());
	setAll(failed, reading?.failed ?? new Map());
	for (const [each, value] of [
		[oldest, reading?.oldestSeconds],
		[mailsUnsent, reading?.mailsUnsent],
		[mailsGivenUp, reading?.mailsGivenUp],
		[backupAge, reading?.backupAgeSeconds],
		[unplaced, reading?.unplacedSeconds],
		[storedBytes, reading?.storedBytes],
		[storedBytesLimit, reading && config.STORED_GB * 1024 ** 3],
	] as const) {
		if (value === null || value === undefined) each.remove();
		else each.set(value);
	}
}

const LATE_SECONDS = 300;

/** For /readyz: whether somebody works on the jobs. Pages can be answered without, so the server is ready all the same. */
export async function workersInWords(): Promise<string> {
	const { oldestSeconds } = await readQueue(now());
	if (oldestSeconds < LATE_SECONDS) return "jobs: in time";
	return `jobs: one has been due for ${Math.floor(oldestSeconds / 60)} minutes; does a worker run?`;
}

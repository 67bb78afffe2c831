import { sql, type Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { type JobName, type JobPayload, jobs } from "./jobs.ts";

/**
 * Asks for work in the caller's transaction: nothing is done for a change that rolled back, nothing is forgotten for
 * one that committed. With a `key`, asking again before it ran replaces the first asking.
 */
export async function enqueue<Name extends JobName>(
	trx: Transaction<Tables>,
	name: Name,
	payload: JobPayload<Name>,
	options: { runAt?: Date; key?: string } = {},
): Promise<void> {
	const checked = JSON.stringify(jobs[name].parse(payload));
	await sql`select graphile_worker.add_job(
		${name}::text, payload => ${checked}::json, run_at => ${options.runAt ?? null}::timestamptz,
		job_key => ${options.key ?? null}::text, max_attempts => 12)`.execute(trx);
}

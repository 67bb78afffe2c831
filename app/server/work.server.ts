import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import { placeEntries } from "#app/audit/tree/place-entries.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { db, pool } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { taskList } from "#app/jobs/task-list.server.ts";
import { timetable } from "#app/jobs/timetable.server.ts";

const RESTART_MS = 5_000;
const PLACE_EVERY_MS = 1_000;

export type Worker = { stop: () => Promise<void> };

function startRunner(): Promise<Runner> {
	return run({
		pgPool: pool,
		taskList,
		parsedCronItems: timetable,
		concurrency: config.WORKER_CONCURRENCY,
		noHandleSignals: true,
		pollInterval: 1_000,
		logger: workerLogger(),
	});
}

/** What graphile-worker says, as lines of our log. */
export function workerLogger() {
	// graphile-worker reports at "info" each job done; that is detail here.
	const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
	// Its second argument holds the whole job with its payload, and the error, which the job's own line has.
	const write = (level: keyof typeof levels, message: string) =>
		log[levels[level]]({ from: "graphile-worker" }, message);
	return new Logger(() => write as never);
}

/**
 * A job whose process died stays locked: graphile-worker gives it to another after four hours only. Every job may run
 * twice (app/jobs/handlers.server.ts), so one that is held for longer than any should take is set free.
 */
async function freeAbandoned(): Promise<void> {
	try {
		await pool.query(
			`select graphile_worker.force_unlock_workers(
				array(select distinct locked_by from graphile_worker.jobs where locked_at < now() - make_interval(secs => $1)))`,
			[config.JOB_LEASE_SECONDS],
		);
	} catch (error) {
		log.warn({ err: error }, "could not look for abandoned jobs");
	}
}

/** Gives the lines of the audit log their places, each second, until it is told to stop; of several workers one does. */
async function keepPlacing(signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		const placed = await placeEntries(db, now()).catch((error: unknown) => {
			log.warn({ err: error }, "lines of the audit log wait for their places");
			return 0;
		});
		if (placed === 0) await wait(PLACE_EVERY_MS, null, { signal, ref: false }).catch(() => undefined);
	}
}

/** Starts working on jobs and goes on after the database was away; `stop` finishes those under way. */
export async function startWorker(): Promise<Worker> {
	let runner = await startRunner();
	const stopping = new AbortController();
	const { signal } = stopping;

	// After five minutes without a database graphile-worker gives up.
	const keepRunning = async () => {
		while (!signal.aborted) {
			await runner.promise.catch((error: unknown) => log.error({ err: error }, "the worker ended"));
			await wait(RESTART_MS, null, { signal, ref: false }).catch(() => undefined);
			if (signal.aborted) return;
			runner = await startRunner().catch((error: unknown) => {
				log.error({ err: error }, "the worker could not start again");
				return runner;
			});
		}
	};
	const kept = Promise.all([keepRunning(), keepPlacing(signal)]);
	await freeAbandoned();
	const sweep = setInterval(freeAbandoned, (config.JOB_LEASE_SECONDS * 1_000) / 4).unref();

	return {
		stop: async () => {
			stopping.abort();
			clearInterval(sweep);
			// One that ended by itself has nothing to stop.
			await runner.stop().catch(() => undefined);
			await kept;
		},
	};
}

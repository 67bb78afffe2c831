import type { JobHelpers, TaskList } from "graphile-worker";
import { now } from "#app/house/clock.server.ts";
import { type JobHandler, type JobName, type JobPayload, jobs } from "#app/house/jobs.ts";
import { log } from "#app/house/log.server.ts";
import { jobOutcomes } from "#app/house/metrics.server.ts";
import { handlers } from "./handlers.server.ts";

function asTask<Name extends JobName>(name: Name, handler: JobHandler<Name>) {
	return async (payload: unknown, helpers: JobHelpers) => {
		try {
			await handler(jobs[name].parse(payload) as JobPayload<Name>, now());
			jobOutcomes.inc({ job: name, outcome: "done" });
		} catch (error) {
			jobOutcomes.inc({ job: name, outcome: "failed" });
			log.error({ err: error, job: name, jobId: helpers.job.id, attempt: helpers.job.attempts }, "job failed");
			throw error;
		}
	};
}

/** What graphile-worker runs: every job of house/jobs.ts with its handler. */
export const taskList: TaskList = Object.fromEntries(
	(Object.keys(jobs) as JobName[]).map((name) => [name, asTask(name, handlers[name] as JobHandler<JobName>)]),
);

import { type ParsedCronItem, parseCronItems } from "graphile-worker";
import type { JobName } from "#app/house/jobs.ts";

const DAY_MS = 86_400_000;

type Timed = { job: JobName /** Minute, hour, day, month, weekday, in UTC. */; match: string };

/** What runs by the clock. At 19:00 UTC it is 2:00 in Ho Chi Minh City, when few people work; what is late and what Stripe
 * answers is booked before the books are checked. Reminders go out at 8:00. */
const timed: readonly Timed[] = [
	{ job: "work.resume", match: "30 17 * * *" },
	{ job: "stripe.reconcile", match: "0 18 * * *" },
	{ job: "books.check", match: "0 19 * * *" },
	{ job: "people.lapse", match: "15 17 * * *" },
	{ job: "recovery.remind", match: "0 1 * * *" },
	{ job: "agreement.silent-providers", match: "0 1 * * *" },
	{ job: "files.tidy", match: "15 1 * * *" },
	{ job: "secrets.forget", match: "10 * * * *" },
];

/** For the worker: one asking however many workers run, and a run that was missed is made up for within a day. */
export const timetable: ParsedCronItem[] = parseCronItems(
	timed.map(({ job, match }) => ({
		task: job,
		identifier: job,
		match,
		options: { backfillPeriod: DAY_MS, maxAttempts: 3 },
	})),
);

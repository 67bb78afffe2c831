import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Made up for the tests: a configuration with a database must name its secrets. */
const env = {
	NODE_ENV: "test" as const,
	LOG_LEVEL: "silent",
	SESSION_SECRET: "5".repeat(64),
	ENCRYPTION_KEY: "a".repeat(64),
	PAYER_ACCOUNT: "0009990001",
	PAYER_BANK_BIN: "970436",
	// A walk of many steps leaves a draft each time it tries what is forbidden; quota.db.test.ts sets numbers of its own.
	OPEN_DRAFTS: "1000",
};

/** How many random walks over the commands of money, how long, and within what time; `npm run test:soak` asks for many. */
const moneyWalks = process.env.SOAK ? { runs: 48, steps: 500, seconds: 10_800 } : { runs: 3, steps: 150, seconds: 300 };

/** How many times processes are killed, and PostgreSQL is stopped. */
const crashes = process.env.SOAK ? { kills: 100, stops: 10, seconds: 10_800 } : { kills: 6, stops: 1, seconds: 300 };

/** Most of a test file's time would go into reading modules: each message is one. So Node reads the messages itself. */
const server = { deps: { external: [/messages\/compiled/] } };

/**
 * When the demo is made, to see that it holds the same whatever the day: a Sunday that has just begun in Hồ Chí Minh City
 * (UTC+7), the last evening of a year, and Tết. `npm run test:soak` takes each day of two years.
 */
const demoDays = process.env.SOAK
	? Array.from({ length: 731 }, (_, day) => new Date(Date.UTC(2026, 10, 1 + day, 3)).toISOString())
	: ["2026-11-28T17:05:00Z", "2026-12-31T16:50:00Z", "2027-02-07T03:00:00Z"];

/** The files that a worker runs share their modules too; what these keep in mind belongs to a database (`perDatabase`). */
const sharedModules = { isolate: false, server };

export default defineConfig({
	test: {
		// A worker waits for PostgreSQL half of its time, so that two are right on one core as well.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		projects: [
			{
				test: {
					name: "unit",
					env,
					...sharedModules,
					setupFiles: ["./testing/plain-links.tsx"],
					include: ["{app,db,emails,templates,scripts}/**/*.test.{ts,tsx}"],
					exclude: ["**/*.db.test.ts", "**/*.process.test.ts"],
				},
			},
			{
				test: {
					name: "database",
					env,
					...sharedModules,
					include: ["{app,db}/**/*.db.test.ts"],
					provide: { moneyWalks, demoDays },
					globalSetup: ["./testing/database-setup.ts"],
					testTimeout: 30_000,
					hookTimeout: 60_000,
				},
			},
			{
				// Kills and stops what runs in production, so it needs `npm run build` first.
				test: {
					name: "process",
					env,
					server,
					// One at a time: each has servers of its own that have to answer in time.
					fileParallelism: false,
					include: ["app/**/*.process.test.ts"],
					provide: { crashes },
					globalSetup: ["./testing/database-setup.ts"],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});

import { defineConfig } from "vitest/config";

/** Made up for the tests: a configuration with a database must name its secrets. */
const env = {
	NODE_ENV: "test" as const,
	LOG_LEVEL: "silent",
	SESSION_SECRET: "5".repeat(64),
	ENCRYPTION_KEY: "a".repeat(64),
};

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: "unit",
					env,
					include: ["{app,db,emails,templates,scripts}/**/*.test.{ts,tsx}"],
					exclude: ["**/*.db.test.ts"],
				},
			},
			{
				test: {
					name: "database",
					env,
					include: ["{app,db}/**/*.db.test.ts"],
					globalSetup: ["./e2e/support/database-setup.ts"],
					testTimeout: 30_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});

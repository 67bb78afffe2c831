import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: "unit",
					include: ["{app,db,emails,templates,scripts}/**/*.test.{ts,tsx}"],
					exclude: ["**/*.db.test.ts"],
				},
			},
			{
				test: {
					name: "database",
					include: ["{app,db}/**/*.db.test.ts"],
					globalSetup: ["./e2e/support/database-setup.ts"],
				},
			},
		],
	},
});

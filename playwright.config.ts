import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/find-chromium.js";

/*
 * End-to-end tests in a real browser, against the built server on a clone of the demo's database. Each worker has its
 * own server and its own database (testing/fixtures.ts).
 */
export default defineConfig({
	testDir: "e2e",
	outputDir: "test-results/playwright",
	globalSetup: "./testing/browser-setup.ts",
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 10_000 },
	// A machine that does other things at once can upset a journey. It is walked once more, and `npm test` names it at its
	// end: whoever sees a name there looks for the cause (`--retries 0`), which was the product's own more than once.
	retries: 1,
	forbidOnly: Boolean(process.env.CI),
	reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
	use: {
		actionTimeout: 30_000,
		locale: "vi-VN",
		timezoneId: "Asia/Ho_Chi_Minh",
		viewport: { width: 1280, height: 900 },
		// Traces take more of the machine than the tests do: `npm run test:e2e -- --trace retain-on-failure` keeps them.
		screenshot: "only-on-failure",
		launchOptions: {
			executablePath: findChromium(),
			// Works headless as root, and asks nothing of the internet.
			args: [
				"--no-sandbox",
				"--disable-gpu",
				"--disable-quic",
				"--no-first-run",
				"--disable-background-networking",
				"--disable-component-update",
				"--disable-sync",
			],
		},
	},
});

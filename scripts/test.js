/**
 * `npm test`: everything, on a fresh machine: checks, unit and database tests, build, table types, end-to-end tests.
 * Stops at the first part that fails and ends with one line that counts.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results", { recursive: true });

const counted = { passed: 0, failed: 0 };

/** @param {string} title @param {string[]} command */
function run(title, command) {
	const started = Date.now();
	console.log(`\n== ${title}: ${command.join(" ")}`);
	const [program = "", ...args] = command;
	const { status } = spawnSync(program, args, { stdio: "inherit", env: process.env });
	console.log(`== ${title}: ${status === 0 ? "done" : "FAILED"} in ${Math.round((Date.now() - started) / 1000)} s`);
	return status === 0;
}

function countVitest() {
	const report = JSON.parse(readFileSync("test-results/vitest.json", "utf8"));
	counted.passed += report.numPassedTests;
	counted.failed += report.numFailedTests;
}

function countPlaywright() {
	const { stats } = JSON.parse(readFileSync("test-results/playwright.json", "utf8"));
	counted.passed += stats.expected;
	counted.failed += stats.unexpected + stats.flaky;
}

/** @type {[string, string[], (() => void)?][]} */
const parts = [
	["checks", ["npm", "run", "-s", "check"]],
	[
		"unit and database tests",
		["npx", "vitest", "run", "--reporter=default", "--reporter=json", "--outputFile.json=test-results/vitest.json"],
		countVitest,
	],
	["build", ["npm", "run", "-s", "build"]],
	["table types", ["node", "scripts/tables.js", "--check"]],
	["end-to-end tests", ["npx", "playwright", "test"], countPlaywright],
];

let good = true;
for (const [title, command, count] of parts) {
	good = run(title, command);
	count?.();
	if (!good) break;
}
if (!good) console.log("\nTraces, screenshots and server logs are in test-results/.");
console.log(`\n${counted.passed} passed, ${good ? counted.failed : Math.max(1, counted.failed)} failed`);
process.exit(good ? 0 : 1);

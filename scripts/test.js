/**
 * `npm test`: everything, on a fresh machine: checks and build, unit and database tests, crash tests, table
 * types, end-to-end tests. Stops at the first part that fails and ends with one line that counts.
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

/** @param {string[]} projects */
function vitest(...projects) {
	const report = `test-results/vitest-${projects.join("-")}.json`;
	const named = projects.flatMap((project) => ["--project", project]);
	const command = ["npx", "vitest", "run", ...named, "--reporter=default", "--reporter=json"];
	return { command: [...command, `--outputFile.json=${report}`], count: () => countVitest(report) };
}

/** @param {string} file */
function countVitest(file) {
	const report = JSON.parse(readFileSync(file, "utf8"));
	counted.passed += report.numPassedTests;
	counted.failed += report.numFailedTests;
}

function countPlaywright() {
	const { stats } = JSON.parse(readFileSync("test-results/playwright.json", "utf8"));
	counted.passed += stats.expected;
	counted.failed += stats.unexpected + stats.flaky;
}

const ownProcess = vitest("unit", "database");
const builtProcesses = vitest("process");

/** @type {[string, string[], (() => void)?][]} */
const parts = [
	["messages", ["npm", "run", "-s", "messages"]],
	// Each uses one processor. The build leaves compiled messages that are new as they are, so that all read the same.
	[
		"checks and build",
		["npx", "run-p", "--silent", "--continue-on-error", "--aggregate-output", "check:*", "build:changed"],
	],
	["unit and database tests", ownProcess.command, ownProcess.count],
	["crash tests", builtProcesses.command, builtProcesses.count],
	["table types", ["node", "scripts/tables.js", "--check"]],
	["end-to-end tests", ["npx", "playwright", "test"], countPlaywright],
];

let good = true;
for (const [title, command, count] of parts) {
	good = run(title, command);
	count?.();
	if (!good) break;
}
if (!good) console.log("\nScreenshots and server logs are in test-results/.");
console.log(`\n${counted.passed} passed, ${good ? counted.failed : Math.max(1, counted.failed)} failed`);
process.exit(good ? 0 : 1);

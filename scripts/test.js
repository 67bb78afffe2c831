/**
 * `npm test`: everything, on a fresh machine: checks and build, unit and database tests, crash tests, table
 * types, end-to-end tests. Stops at the first part that fails and ends with one line that counts.
 *
 * `npm test -- --day 2027-02-07`: the same with the clock of all processes at ten in the morning of that day in Hồ Chí Minh
 * City, or at another time of it, `2027-02-07T23:50`. What follows is a command to run instead of everything:
 * `npm test -- --day 2027-02-07 npx playwright test e2e/journeys/budget.spec.ts`.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

const USAGE = "npm test [-- --day 2027-02-07 or 2027-02-07T23:50 [command]]";

/** @param {string} moment @returns {Record<string, string>} what makes the processes of this run agree on another time */
function clockAt(moment) {
	const [, day, time = "10:00"] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(moment) ?? [];
	const at = Date.parse(`${day}T${time}:00+07:00`);
	// 31 February is a day to Date.parse, but not the same one.
	if (Number.isNaN(at) || new Date(at + 7 * 3_600_000).toISOString().slice(0, 16) !== `${day}T${time}`) {
		console.error(`${moment} is no day of the calendar. ${USAGE}`);
		process.exit(2);
	}
	const preload = `--import=${new URL("moved-clock.js", import.meta.url).href}`;
	return {
		DONBAY_CLOCK_MOVED_MS: String(at - Date.now()),
		NODE_OPTIONS: [process.env.NODE_OPTIONS, preload].filter(Boolean).join(" "),
	};
}

const [flag, moment = "", ...only] = process.argv.slice(2);
if (flag !== undefined && flag !== "--day") {
	console.error(`${flag}? ${USAGE}`);
	process.exit(2);
}
const environment = { ...process.env, ...(flag ? clockAt(moment) : {}) };
if (flag) console.log(`The clock of this run: ${moment}, moved by ${environment.DONBAY_CLOCK_MOVED_MS} ms.`);
if (only.length > 0) {
	const [program = "", ...args] = only;
	process.exit(spawnSync(program, args, { stdio: "inherit", env: environment }).status ?? 1);
}

rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results", { recursive: true });

const counted = { passed: 0, failed: 0 };

/** Journeys that passed only when they were walked a second time. @type {string[]} */
const unsteady = [];

/** @param {string} title @param {string[]} command */
function run(title, command) {
	const started = Date.now();
	console.log(`\n== ${title}: ${command.join(" ")}`);
	const [program = "", ...args] = command;
	const { status } = spawnSync(program, args, { stdio: "inherit", env: environment });
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
	const { stats, suites } = JSON.parse(readFileSync("test-results/playwright.json", "utf8"));
	counted.passed += stats.expected + stats.flaky;
	counted.failed += stats.unexpected;
	for (const suite of suites) noteUnsteady(suite);
}

/** @typedef {{ title: string, file: string, line: number, tests: { status: string }[] }} Spec */
/** @param {{ specs?: Spec[], suites?: any[] }} suite */
function noteUnsteady({ specs = [], suites = [] }) {
	for (const { title, file, line, tests } of specs) {
		if (tests.some(({ status }) => status === "flaky")) unsteady.push(`${file}:${line} ${title}`);
	}
	for (const inner of suites) noteUnsteady(inner);
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
if (unsteady.length > 0) console.log(`\nPassed at the second try only, look for the cause:\n${unsteady.join("\n")}`);
if (!good) console.log("\nScreenshots and server logs are in test-results/.");
console.log(`\n${counted.passed} passed, ${good ? counted.failed : Math.max(1, counted.failed)} failed`);
process.exit(good ? 0 : 1);

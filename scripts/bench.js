/**
 * `npm run bench`: what our pages, commands and exports cost, as ratios to the bare thing measured beside them in the
 * same run. Nothing is asserted; the table tells the truth. `-- --quick` measures for a shorter time.
 *
 * Everything happens on the loopback address, on an embedded PostgreSQL of its own with the demo's data, or on copies of
 * a demo that `--demo=` and a JSON of its database, folder and secrets lead to. `--into=` names the file for the result.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { javascriptOf } from "./bench/javascript.js";
import { bareTwin, compareLoad, findPages, readPage, warmUp } from "./bench/pages.js";
import { spawnServer, temporaryFolder } from "./spawn-server.js";

/** @typedef {{ what: string, unit: string, ours: number, against: string, bare: number }} Measured */

const quick = process.argv.includes("--quick");
const load = quick
	? { requests: 40, rounds: 1, warmUpRequests: 20 }
	: { requests: 200, rounds: 5, warmUpRequests: 400 };
const bareBuild = resolve("build/bare");

/** @typedef {{ databaseUrl: string, dataDir: string, secrets: { session: string, encryption: string } }} GivenDemo */

/** @param {string} name */
const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

/** @param {string} text */
const say = (text) => console.error(`… ${text}`);

/**
 * @param {string} databaseUrl of the demo's database, which nobody may be connected to meanwhile
 * @param {string} name
 */
async function cloneDatabase(databaseUrl, name) {
	const [url, admin] = [new URL(databaseUrl), new URL(databaseUrl)];
	admin.pathname = "/postgres";
	const client = new pg.Client({ connectionString: admin.href });
	await client.connect();
	// Others may clone it at the same time (testing), and each needs it to itself.
	await client.query("select pg_advisory_lock(42)");
	await client.query(`create database ${name} template ${url.pathname.slice(1)}`);
	await client.end();
	url.pathname = `/${name}`;
	return url.href;
}

/** @param {string} databaseUrl @param {string[]} names */
async function dropDatabases(databaseUrl, names) {
	const admin = new URL(databaseUrl);
	admin.pathname = "/postgres";
	const client = new pg.Client({ connectionString: admin.href });
	await client.connect();
	for (const name of names) await client.query(`drop database if exists ${name} with (force)`);
	await client.end();
}

/**
 * @param {Record<string, string>} environment
 * @param {string} databaseUrl
 * @param {{ email: string, password: string }} owner
 * @returns {Promise<Measured[]>}
 */
async function measurePages(environment, databaseUrl, owner) {
	const bare = await spawnServer(["build/server/bench.js", "bare", bareBuild], environment, /ready (\S+)/);
	const ours = await spawnServer(
		["build/server/start.js"],
		{ ...environment, DATABASE_URL: databaseUrl },
		/ready (\S+)/,
	);
	try {
		const pages = await findPages(ours.found, databaseUrl, owner);
		/** @type {Measured[]} */
		const speed = [];
		/** @type {Measured[]} */
		const weight = [];
		const bareHtml = await readPage({ url: `${bare.found}/1`, cookie: "" });
		const framework = javascriptOf(bareHtml, join(bareBuild, "client")).gzippedBytes / 1000;
		for (const page of pages) {
			const html = await readPage(page);
			const javascript = javascriptOf(html, "build/client").gzippedBytes / 1000;
			const what = `JavaScript of ${page.name}, gzipped`;
			weight.push({ what, unit: "kB", ours: javascript, against: "bare Remix page", bare: framework });
			if (!page.loaded) continue;
			const bytes = Buffer.byteLength(html);
			const twin = await bareTwin(bare.found, bytes);
			say(`${page.name}: ${page.url}`);
			await warmUp([page, twin], load.warmUpRequests);
			for (const connections of [1, 10]) {
				const { ours, bare } = await compareLoad(page, twin, { ...load, connections });
				const of = `${page.name} (${Math.round(bytes / 1000)} kB), ${connections} connection${connections > 1 ? "s" : ""}`;
				const against = "bare Remix page";
				speed.push({ what: of, unit: "requests/s", ours: ours.perSecond, against, bare: bare.perSecond });
				if (connections === 1) continue;
				const what = `${page.name}, processor time a request`;
				speed.push({ what, unit: "ms", ours: ours.milliseconds, against, bare: bare.milliseconds });
			}
		}
		return [...speed, ...weight];
	} finally {
		await ours.stop();
		await bare.stop();
	}
}

/**
 * How many times as much as the bare thing it costs: time, bytes, or requests not served.
 *
 * @param {Measured} measured
 */
function timesAsMuch({ unit, ours, bare }) {
	return unit === "requests/s" ? bare / ours : ours / bare;
}

/** @param {Measured[]} measured */
function table(measured) {
	const number = (/** @type {number} */ value) => value.toFixed(value < 100 ? 1 : 0);
	const rows = measured.map((line) => [
		line.what,
		`${number(line.ours)} ${line.unit}`,
		`${line.against}: ${number(line.bare)}`,
		`${timesAsMuch(line).toFixed(2)} ×`,
	]);
	const all = [["", "ours", "against", "costs"], ...rows];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
	return all
		.map((row) =>
			row
				.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
				.join("   "),
		)
		.join("\n");
}

/** What was measured, as far as git knows it. */
function commitOf() {
	const git = spawnSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" });
	return git.status === 0 ? git.stdout.trim() : "unknown";
}

const started = new Date();
say("building the bare Remix app");
const bareConfig = ["--config", "scripts/bench/bare/vite.config.js", "--logLevel", "error"];
execFileSync("node_modules/.bin/remix", ["vite:build", ...bareConfig], { stdio: ["ignore", "ignore", "inherit"] });

/**
 * @param {string} databaseUrl of a demo
 * @param {string} dataDir where its accounts are
 * @param {Record<string, string>} secrets
 * @returns {Promise<Measured[]>}
 */
async function measureOn(databaseUrl, dataDir, secrets) {
	const environment = {
		...secrets,
		...{ NODE_ENV: "production", DATA_DIR: dataDir, DATABASE_URL: "", PUBLIC_URL: "", SMTP_URL: "" },
		...{ HOST: "127.0.0.1", PORT: "0", WORKER: "off", LOG_LEVEL: "error", DEMO: "on" },
	};
	const names = ["bench_pages", "bench_commands"];
	await dropDatabases(databaseUrl, names);
	const [forPages = "", forCommands = ""] = [
		await cloneDatabase(databaseUrl, "bench_pages"),
		await cloneDatabase(databaseUrl, "bench_commands"),
	];
	const { accounts } = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8"));
	const owner = accounts.find((/** @type {{ role: string }} */ account) => account.role === "owner");
	const pages = await measurePages(environment, forPages, owner);
	say("approvals, and a report");
	const commands = await spawnServer(
		["build/server/bench.js", "commands", ...(quick ? ["--quick"] : [])],
		{ ...environment, DATABASE_URL: forCommands },
		/^(\[.*\])$/m,
	);
	await dropDatabases(databaseUrl, names);
	return [...pages, ...JSON.parse(commands.found)];
}

/** Makes a demo for the bench alone. */
async function measureOnOwnDemo() {
	const { folder, remove } = temporaryFolder("bench");
	const secrets = { SESSION_SECRET: randomBytes(32).toString("hex"), ENCRYPTION_KEY: randomBytes(32).toString("hex") };
	const environment = { ...secrets, DATA_DIR: folder, DATABASE_URL: "", LOG_LEVEL: "error", DEMO: "on" };
	try {
		say("making the demo's data");
		const demo = await spawnServer(["build/server/demo.js", "--keep-database"], environment, /database (\S+)/);
		try {
			return await measureOn(demo.found, folder, secrets);
		} finally {
			await demo.stop();
		}
	} finally {
		remove();
	}
}

/** @type {GivenDemo | null} */
const given = JSON.parse(option("demo") ?? "null");
const measured = given
	? await measureOn(given.databaseUrl, given.dataDir, {
			SESSION_SECRET: given.secrets.session,
			ENCRYPTION_KEY: given.secrets.encryption,
		})
	: await measureOnOwnDemo();

const machine = { node: process.version, processor: cpus()[0]?.model ?? "", cores: availableParallelism() };
const commit = commitOf();
const file = option("into") ?? `bench-results/${started.toISOString().slice(0, 19).replaceAll(":", "-")}.json`;
mkdirSync(dirname(file), { recursive: true });
const lines = measured.map((line) => ({ ...line, timesAsMuch: timesAsMuch(line) }));
writeFileSync(file, `${JSON.stringify({ at: started, commit, quick, machine, measured: lines }, null, "\t")}\n`);
console.log(
	`\n${table(measured)}\n\n${machine.processor}, ${machine.cores} cores, Node ${machine.node}. Kept as ${file}.`,
);

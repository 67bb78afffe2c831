/**
 * `npm run demo`: builds the app where what it is built from has changed, and starts it with demo data, on this machine
 * only. Says what it is doing in the meantime.
 */
import { spawn } from "node:child_process";
import { inputsOf, isBuilt } from "./built-from.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const waiting = new Waiting(process.stdout);
/** @type {ChildProcess | undefined} */
let running;
let stopping = false;

/**
 * In a group of its own: a Ctrl-C reaches only this process, which passes it on once, so that the database is stopped
 * in order.
 *
 * @param {string[]} args of node
 * @param {import("node:child_process").SpawnOptions} options
 */
function start(args, options) {
	running = spawn(process.execPath, args, { detached: true, ...options });
	return running;
}

/** @param {ChildProcess} child @returns {Promise<number>} */
function endOf(child) {
	return new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
	process.on(signal, () => {
		// The terminal, npm and a shell may each pass on the same Ctrl-C.
		if (stopping) return;
		stopping = true;
		waiting.end();
		if (!running) process.exit(130);
		running.kill("SIGTERM");
	});
}

async function build() {
	waiting.step("Dựng ứng dụng", "building the app");
	const child = start(["scripts/build.js"], { stdio: ["ignore", "pipe", "pipe"] });
	/** @type {Buffer[]} */
	const said = [];
	child.stdout?.on("data", (chunk) => said.push(chunk));
	child.stderr?.on("data", (chunk) => said.push(chunk));
	const code = await endOf(child);
	if (code === 0 && !stopping) return;
	waiting.end();
	if (!stopping) process.stderr.write(Buffer.concat(said));
	process.exit(stopping ? 130 : code);
}

if (!isBuilt(process.cwd(), inputsOf(process.cwd(), process.env))) await build();

const demo = start(["build/server/demo.js"], {
	stdio: ["inherit", "inherit", "inherit", "ipc"],
	env: { LOG_LEVEL: "warn", ...process.env, DEMO: "on" },
});
demo.on("message", (/** @type {import("./waiting.js").Told} */ told) => waiting.told(told));
const code = await endOf(demo);
waiting.end();
process.exit(code);

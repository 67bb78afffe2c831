import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @typedef {{ found: string, stop: () => Promise<void>, kill: () => Promise<void> }} Spawned */

/**
 * Starts a built entry point and waits for the line that says that it is ready.
 *
 * @param {string[]} args of node: the file, and what it gets
 * @param {Record<string, string>} environment beside this process's own
 * @param {RegExp} ready with one group, which is returned as `found`
 * @returns {Promise<Spawned>}
 */
export async function spawnServer(args, environment, ready) {
	const server = spawn(process.execPath, args, {
		env: { ...process.env, ...environment },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const gone = new Promise((done) => server.once("exit", done));
	const found = await new Promise((done, fail) => {
		let text = "";
		server.stdout.on("data", (chunk) => {
			text += String(chunk);
			const match = ready.exec(text);
			if (match?.[1]) done(match[1]);
		});
		server.once("exit", (code) => fail(new Error(`${args.join(" ")} ended with ${code}\n${text}`)));
	});
	return {
		found: String(found),
		stop: async () => {
			server.kill("SIGTERM");
			await gone;
		},
		// As the machine does when it loses power: nothing of the process runs any more.
		kill: async () => {
			server.kill("SIGKILL");
			await gone;
		},
	};
}

/**
 * A folder that is removed afterwards. The embedded PostgreSQL may run as another user, who must be able to walk in.
 *
 * @param {string} name
 */
export function temporaryFolder(name) {
	const folder = mkdtempSync(join(tmpdir(), `donbay-${name}-`));
	chmodSync(folder, 0o755);
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

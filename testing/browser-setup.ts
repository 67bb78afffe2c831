import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgoDurability } from "./database-setup.ts";

/** Where the workers find the demo's template database; passed on in the environment, as Playwright's workers inherit it. */
export type DemoTemplate = { databaseUrl: string; dataDir: string; secrets: { session: string; encryption: string } };

/**
 * Makes the demo once, as `npm run demo` does, and stops its server but not its database: the workers clone it.
 * The returned function ends the database.
 */
export default async function setup(): Promise<() => Promise<void>> {
	const folder = await mkdtemp(join(tmpdir(), "donbay-e2e-"));
	await chmod(folder, 0o755);
	const secrets = { session: randomBytes(32).toString("hex"), encryption: randomBytes(32).toString("hex") };
	const maker = spawn(process.execPath, ["build/server/demo.js", "--keep-database"], {
		env: {
			...process.env,
			DATA_DIR: folder,
			DATABASE_URL: "",
			SESSION_SECRET: secrets.session,
			ENCRYPTION_KEY: secrets.encryption,
			DEMO: "on",
			PORT: "0",
			WORKER: "off",
			LOG_LEVEL: "error",
		},
		stdio: ["pipe", "pipe", "inherit"],
	});
	const ready = await new Promise<string>((done, fail) => {
		let text = "";
		maker.stdout.on("data", (chunk) => {
			text += String(chunk);
			const found = /database (postgres:\S+)/.exec(text);
			if (found?.[1]) done(found[1]);
		});
		maker.once("exit", (code) => fail(new Error(`the demo could not be made (exit ${code})\n${text}`)));
	});
	const template: DemoTemplate = { databaseUrl: ready, dataDir: folder, secrets };
	process.env.DONBAY_E2E = JSON.stringify(template);
	await forgoDurability(ready);
	await readFile(join(folder, "demo.json"), "utf8");
	return async () => {
		maker.kill("SIGTERM");
		await new Promise((done) => maker.once("exit", done));
		await rm(folder, { recursive: true, force: true });
	};
}

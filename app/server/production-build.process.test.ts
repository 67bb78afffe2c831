import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config } from "#app/house/config.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

/**
 * Runs in the process before anything of ours, and tells at its end by which files it had chosen its libraries. Node
 * also reads those that it does not run, to know their exports.
 */
const witness = `data:text/javascript,${encodeURIComponent(`
	import { writeSync } from "node:fs";
	import Module from "node:module";
	process.on("exit", () => {
		const ran = Object.keys(Module._cache).filter((file) => Module._cache[file].loaded);
		const chosen = ran.filter((file) => /\\.(production|development)\\./.test(file));
		writeSync(2, "\\nwitness " + JSON.stringify({ nodeEnv: process.env.NODE_ENV, chosen }) + "\\n");
	});
`)}`;

type Witnessed = { nodeEnv: string; chosen: string[] };

/** Starts a built entry point as anyone does who sets nothing but what it cannot do without, and stops it once ready. */
async function witnessed(entry: string, nodeEnv?: string): Promise<Witnessed> {
	const SESSION_SECRET = config.sessionSecrets[0].value;
	const ENCRYPTION_KEY = config.encryptionKeys[0].value;
	const environment: Record<string, string | undefined> = {
		...process.env,
		...{ DATABASE_URL: house.url, SESSION_SECRET, ENCRYPTION_KEY, SMTP_URL: "", LOG_LEVEL: "silent" },
		...{ HOST: "127.0.0.1", PORT: "0", WORKER: "off" },
	};
	delete environment.NODE_ENV;
	if (nodeEnv !== undefined) environment.NODE_ENV = nodeEnv;
	const server = spawn(process.execPath, ["--import", witness, `build/server/${entry}`], {
		env: environment as NodeJS.ProcessEnv,
		stdio: ["ignore", "pipe", "pipe"],
	});
	server.stdout.on("data", (chunk) => {
		if (/^ready/m.test(String(chunk))) server.kill("SIGTERM");
	});
	let said = "";
	server.stderr.on("data", (chunk) => {
		said += String(chunk);
	});
	await new Promise((done) => server.once("close", done));
	const found = /^witness (.*)$/m.exec(said)?.[1];
	expect(found, said).toBeDefined();
	return JSON.parse(found ?? "{}") as Witnessed;
}

// The demo and the bench refuse a start without DEMO=on, once everything is loaded.
const entries = readdirSync("build/server").filter((name) => name.endsWith(".js") && !/^(chunk-|index\.)/.test(name));

test("all that can be started is looked at", () => {
	expect(entries).toEqual(expect.arrayContaining(["start.js", "worker.js", "migrate.js", "demo.js"]));
});

test.each(entries)("%s uses the production build of its libraries without NODE_ENV being set", async (entry) => {
	const { nodeEnv, chosen } = await witnessed(entry);
	expect(nodeEnv).toBe("production");
	expect(chosen.filter((file) => file.includes(".development."))).toEqual([]);
});

test("the web server renders with the production build of React, also where NODE_ENV is empty", async () => {
	const { chosen } = await witnessed("start.js", "");
	for (const library of ["react/cjs/react", "react-dom/cjs/react-dom-server"]) {
		expect(chosen.filter((file) => file.includes(`node_modules/${library}`))).not.toEqual([]);
	}
	expect(chosen.filter((file) => file.includes(".development."))).toEqual([]);
});

test("development set by hand stays development", async () => {
	const { nodeEnv, chosen } = await witnessed("start.js", "development");
	expect(nodeEnv).toBe("development");
	expect(chosen.some((file) => file.includes("react-dom-server") && file.includes(".development."))).toBe(true);
});

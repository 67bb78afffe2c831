import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, expect, onTestFinished, test } from "vitest";
import { isRunning, startEmbeddedPostgres } from "#db/embedded.server.ts";
import { type EmbeddedNews, keepEmbeddedPostgres } from "#db/kept-embedded.server.ts";
import { listenWith } from "#testing/app-of-routes.ts";
import { until } from "#testing/crash-house.ts";
import { spawnServer, temporaryFolder } from "../../scripts/spawn-server.js";
import { embedded, tellOfEmbedded } from "./embedded-news.server.ts";

afterEach(() => {
	embedded.givenUp = null;
});

// One folder for all, since making it takes longest; the last test breaks it.
const { folder, remove } = temporaryFolder("embedded");
afterAll(remove);

/** Joins the server that runs there. */
async function running() {
	const { pid, databaseUrl } = await startEmbeddedPostgres(folder);
	return { pid, databaseUrl };
}

async function works(databaseUrl: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: databaseUrl });
	client.on("error", () => undefined);
	try {
		await client.connect();
		await client.query("select graphile_worker.add_job('secrets.forget', '{}')");
		const { rows } = await client.query("select from graphile_worker.jobs where task_identifier = 'secrets.forget'");
		return rows.length === 0;
	} finally {
		await client.end();
	}
}

test("a production server starts its PostgreSQL again, however that ended, and ends it when it is stopped", async () => {
	const own = {
		DATABASE_URL: "",
		EMBEDDED_DATABASE: "on",
		DATA_DIR: folder,
		NODE_ENV: "production",
		LOG_LEVEL: "silent",
	};
	const server = await spawnServer(["build/server/start.js"], { ...own, HOST: "127.0.0.1", PORT: "0" }, /ready (\S+)/);
	const status = async () => (await fetch(`${server.found}/readyz`)).status;
	const first = await running();
	expect(await status()).toBe(200);
	let last = first;
	for (const signal of ["SIGKILL", "SIGQUIT"] as const) {
		process.kill(last.pid, signal);
		await until(async () => (await status()) === 503, "it is always ready");
		await until(async () => (await status()) === 200, "it is never ready again");
		expect((await fetch(`${server.found}/open-data`)).status).toBe(200);
		const again = await running();
		expect(again.databaseUrl).toBe(first.databaseUrl);
		expect(again.pid).not.toBe(last.pid);
		await until(() => works(again.databaseUrl), "nobody works on jobs", { timeout: 50_000 });
		last = again;
	}
	await server.stop();
	await until(async () => !isRunning(last.pid), "PostgreSQL outlives its server");
	expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
}, 180_000);

test("a process that joined a running PostgreSQL keeps it running at the same address", async () => {
	const starter = await startEmbeddedPostgres(folder);
	const news: EmbeddedNews["step"][] = [];
	const joined = await keepEmbeddedPostgres(folder, ({ step }) => news.push(step));
	expect(joined.databaseUrl).toBe(starter.databaseUrl);
	await starter.stop();
	await until(async () => news.at(-1) === "running", "nobody starts it again");
	const again = await running();
	expect(again.databaseUrl).toBe(starter.databaseUrl);
	// Where it is gone already, there is nothing to wait for.
	await starter.stop();
	await joined.stop();
	expect(isRunning(again.pid)).toBe(false);
	expect(news).toEqual(["ended", "running"]);
});

test("what cannot be started is given up after a few tries, and /readyz says so", async () => {
	const news: EmbeddedNews[] = [];
	const tell = (one: EmbeddedNews) => {
		news.push(one);
		tellOfEmbedded(one);
	};
	const kept = await keepEmbeddedPostgres(folder, tell, [0, 20, 40]);
	const { pid } = await running();
	const control = join(folder, "postgres", "global", "pg_control");
	await rename(control, `${control}-away`);
	process.kill(pid, "SIGQUIT");
	await until(async () => news.at(-1)?.step === "given up", "it is never given up");
	expect(news.map(({ step }) => step)).toEqual([...Array(3).fill(["ended", "failed"]).flat(), "given up"]);
	const failed = news.find(({ step }) => step === "failed") as { error: Error };
	expect(failed.error.message).toContain("pg_control");

	const app = await listenWith({ routes: {}, assets: { routes: {} } } as never);
	onTestFinished(app.close);
	const readyz = await fetch(`${app.url}/readyz`);
	expect(readyz.status).toBe(503);
	expect(await readyz.text()).toMatch(/^not ready: the embedded PostgreSQL ended and did not start again in 3 tries/);
	await kept.stop();
});

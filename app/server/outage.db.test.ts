import type { LoaderFunction, ServerBuild } from "@remix-run/node";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { isConnectionLost } from "#db/connection-lost.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { withUnavailable } from "./unavailable.server.ts";
import { startWorker } from "./work.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

/** What the guarded loader throws. */
async function thrownBy(loader: LoaderFunction): Promise<unknown> {
	const build = withUnavailable({ routes: { page: { id: "page", module: { loader } } } } as unknown as ServerBuild);
	const run = build.routes.page?.module.loader as unknown as () => Promise<unknown>;
	return run().catch((error: unknown) => error);
}

const readOne = async () => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows;

test("a session that the database ends fails its transaction alone, and the next request is served", async () => {
	const cut = inTransaction(db, async (trx) => {
		const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
		await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(house.owner);
		await readOneWith(trx);
	});
	const error = await cut.catch((failed: unknown) => failed);
	expect(isConnectionLost(error)).toBe(true);
	expect(await readOne()).toEqual([{ one: 1 }]);
});

const readOneWith = (trx: typeof db) => sql`select 1`.execute(trx);

test("while the database is away a page answers 503 and says when to come back", async () => {
	const there = pool;
	connectDatabase("postgres://nobody:none@127.0.0.1:1/none", "donbay-test");
	const away = pool;
	try {
		const answer = (await thrownBy(readOne)) as Response;
		expect(answer.status).toBe(503);
		expect(answer.headers.get("Retry-After")).toBe("30");
		expect(await answer.text()).toContain("Cơ sở dữ liệu đang không trả lời");
		// A library that hides why it failed.
		const hidden = (await thrownBy(() => {
			throw new Error("FAILED_TO_GET_SESSION");
		})) as Response;
		expect(hidden.status).toBe(503);
	} finally {
		await away.end();
		connectDatabase(house.url, "donbay-test");
		await there.end();
	}
});

test("a mistake of ours stays one while the database is there", async () => {
	const mistake = new Error("a mistake");
	expect(
		await thrownBy(() => {
			throw mistake;
		}),
	).toBe(mistake);
});

test("a job whose process died is done by the next worker", async () => {
	const payload = JSON.stringify({ mailId: "00000000-0000-4000-8000-000000000000" });
	await sql`select graphile_worker.add_job('mail.send', payload => ${payload}::json)`.execute(house.owner);
	await sql`update graphile_worker._private_jobs
		set locked_at = now() - interval '11 minutes', locked_by = 'dead', attempts = 1`.execute(house.owner);
	const worker = await startWorker();
	try {
		await vi.waitFor(async () => {
			const { rows } = await sql`select id from graphile_worker.jobs`.execute(house.owner);
			expect(rows).toEqual([]);
		}, 10_000);
	} finally {
		await worker.stop();
	}
});

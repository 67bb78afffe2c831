import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { openPool } from "./connection.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

test("an idle connection that the server ends does not end the process, and the next query has another", async () => {
	const applicationName = "donbay-test-idle";
	const pool = openPool(house.url, { max: 1, applicationName });
	await pool.query("select 1");
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${applicationName}`.execute(
		house.owner,
	);
	await expect.poll(() => pool.totalCount).toBe(0);
	expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
	await pool.end();
});

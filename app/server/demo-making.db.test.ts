import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { cloneDatabase } from "#testing/database-setup.ts";
import { beginMaking } from "./demo-making.server.ts";

/*
 * In a database of its own, as the owner: half of a demo is what a process leaves that is killed, whose connection ends
 * without `finish`.
 */

let clone: Awaited<ReturnType<typeof cloneDatabase>>;
beforeAll(async () => {
	clone = await cloneDatabase(inject("templateUrl"));
});
afterAll(() => clone.drop());
beforeEach(async () => {
	await sql("delete from person");
	await sql("do $$ begin execute format('comment on database %I is null', current_database()); end $$");
});

async function sql<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
	const client = new pg.Client({ connectionString: clone.url });
	await client.connect();
	try {
		return (await client.query<Row>(text)).rows;
	} finally {
		await client.end();
	}
}

const addPerson = (email: string) =>
	sql(`insert into person (id, name, email, email_verified) values (gen_random_uuid(), 'An', '${email}', true)`);

/** What sessions of the database begin with. */
const settings = () =>
	sql(`select setconfig from pg_db_role_setting join pg_database on oid = setdatabase
		where datname = current_database()`);

/** Ends the connections that making the demo holds, as the death of its process does. */
async function kill(): Promise<void> {
	await sql(
		"select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'donbay-demo-making'",
	);
}

test("an empty database gets the demo, and has it once it is finished", async () => {
	const making = await beginMaking(clone.url);
	expect(making.isDue).toBe(true);
	expect(await settings()).toEqual([{ setconfig: ["synchronous_commit=off"] }]);
	await addPerson("chu@donbay.example");
	await making.finish();
	expect((await beginMaking(clone.url)).isDue).toBe(false);
	expect(await settings()).toEqual([]);
});

test("somebody's data is neither thrown away nor added to", async () => {
	await addPerson("an@doanh-nghiep.example");
	await expect(beginMaking(clone.url)).rejects.toThrow(/holds other data/);
	expect(await sql("select email from person")).toEqual([{ email: "an@doanh-nghiep.example" }]);
});

test("a demo from before such notes were made is taken as it is", async () => {
	await addPerson("chu@donbay.example");
	expect((await beginMaking(clone.url)).isDue).toBe(false);
});

test("two processes do not make it at once", async () => {
	const making = await beginMaking(clone.url);
	await addPerson("chu@donbay.example");
	await expect(beginMaking(clone.url)).rejects.toThrow(/Another process is making the demo/);
	expect(await sql("select email from person")).toHaveLength(1);
	await making.finish();
});

test("half of a demo is thrown away, with the tables, and made again", async () => {
	await beginMaking(clone.url);
	await addPerson("chu@donbay.example");
	await kill();
	const again = await beginMaking(clone.url);
	expect(again.isDue).toBe(true);
	expect(await sql("select to_regclass('public.person') as person")).toEqual([{ person: null }]);
	expect(await sql("select from pg_namespace where nspname = 'graphile_worker'")).toEqual([]);
	await again.finish();
});

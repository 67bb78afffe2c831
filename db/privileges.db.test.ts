import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBooks } from "#testing/make-books.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { openPool } from "./connection.server.ts";
import { ensureRole, grantPrivileges, isOwner } from "./privileges.server.ts";

const DENIED = { code: "42501" };

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await makeBooks(house.db);
});
afterAll(() => house.close());

const tryOut = (statement: string) => sql.raw(statement).execute(house.db);
const newName = () => `test_${randomBytes(6).toString("hex")}`;

describe("the role that servers work as", () => {
	test("may not even ask to change, remove or clear what is written once", async () => {
		const { rows } = await sql<{ name: string }>`
			select distinct relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
			where tgfoid = 'refuse_change'::regproc and tgtype & 16 <> 0`.execute(house.owner);
		const tables = rows.map(({ name }) => name);
		expect(tables).toEqual(
			expect.arrayContaining(["ledger_entry", "ledger_transfer", "audit_entry", "decision", "books_check"]),
		);
		for (const table of tables) {
			const { rows: columns } = await sql<{ name: string }>`
				select attname as name from pg_attribute
				where attrelid = ${table}::regclass and attnum > 0 and attidentity = '' limit 1`.execute(house.owner);
			const column = columns[0]?.name;
			await expect(tryOut(`update ${table} set ${column} = ${column}`), table).rejects.toMatchObject(DENIED);
			await expect(tryOut(`truncate ${table} cascade`), table).rejects.toMatchObject(DENIED);
			if (table !== "stored_file") await expect(tryOut(`delete from ${table}`), table).rejects.toMatchObject(DENIED);
		}
	});

	test.each([
		["changes a balance", "update ledger_account set balance_dong = 0"],
		["changes a floor", "update ledger_account set floor_dong = null"],
		["gives an account away", "update ledger_account set owner = 'other'"],
		[
			"opens an account with money on it",
			"insert into ledger_account (kind, book, owner, balance_dong) values ('x', 'x', 'x', 1)",
		],
		["removes an account", "delete from ledger_account"],
		["removes an application", "delete from application"],
		["switches a trigger off", "alter table ledger_entry disable trigger all"],
		["switches all triggers off", "set session_replication_role = replica"],
		[
			"writes the trigger anew",
			"create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
		],
		["takes a trigger away", "drop trigger ledger_entry_append_only on ledger_entry"],
		["puts a table of its own before ours", "create table public.other (id int)"],
		["forgets a migration", "delete from migration"],
	])("never %s", async (_what, statement) => {
		await expect(tryOut(statement)).rejects.toMatchObject(DENIED);
	});

	test("leaves the trigger of an entry no name to be misled by", async () => {
		const { rows } = await sql<{ definer: boolean; path: string[] }>`
			select prosecdef as definer, proconfig as path from pg_proc where oid = 'ledger_entry_apply'::regproc`.execute(
			house.db,
		);
		expect(rows).toEqual([{ definer: true, path: ["search_path=public, pg_temp"] }]);
	});

	test("gets what a later table needs, and no more", async () => {
		await sql`create table later_event (id bigint)`.execute(house.owner);
		await sql`create trigger later_event_append_only before update or delete on later_event for each row execute function refuse_change()`.execute(
			house.owner,
		);
		await sql`create table later_draft (id bigint)`.execute(house.owner);
		await expect(tryOut("select from later_draft")).rejects.toMatchObject(DENIED);
		await grantPrivileges(house.owner, "donbay_app");
		await grantPrivileges(house.owner, "donbay_app");
		await tryOut("insert into later_event values (1)");
		await tryOut("insert into later_draft values (1)");
		await tryOut("update later_draft set id = 2");
		await expect(tryOut("update later_event set id = 2")).rejects.toMatchObject(DENIED);
		await expect(tryOut("delete from later_draft")).rejects.toMatchObject(DENIED);
	});
});

describe("whoever opens the database", () => {
	const users: pg.Pool[] = [];
	afterAll(() => Promise.all(users.map((pool) => pool.end())));

	/** A user of the server, and a pool that signs in as it. */
	async function makeUser(options: string): Promise<{ name: string; pool: pg.Pool }> {
		const name = newName();
		await sql.raw(`create role ${name} login password 'test' ${options}`).execute(house.owner);
		const url = new URL(house.url);
		url.username = name;
		url.password = "test";
		const pool = openPool(url.href, { max: 4, applicationName: "donbay-test-user" });
		users.push(pool);
		return { name, pool };
	}

	test("makes the role where it may make roles, however many come at once", async () => {
		const role = newName();
		const { pool } = await makeUser("createrole");
		await Promise.all(Array.from({ length: 8 }, () => ensureRole(pool, role)));
		await pool.query(`set role ${role}`);
	});

	test("is told what to run where it may not, and goes on once somebody ran it", async () => {
		const role = newName();
		const { name, pool } = await makeUser("");
		const mend = `create role ${role} nologin;   -- unless it exists\n  grant ${role} to ${name};`;
		await expect(ensureRole(pool, role)).rejects.toThrow(mend);
		for (const statement of mend.split("\n")) await sql.raw(statement).execute(house.owner);
		await ensureRole(pool, role);
	});

	test("as a user who is only that role reads, writes and can become nobody else", async () => {
		const { name, pool } = await makeUser("");
		await sql.raw(`grant donbay_app to ${name}`).execute(house.owner);
		await ensureRole(pool, "donbay_app");
		expect(await isOwner(pool)).toBe(false);
		await expect(pool.query("set role none; update ledger_account set balance_dong = 0")).rejects.toMatchObject(DENIED);
	});
});

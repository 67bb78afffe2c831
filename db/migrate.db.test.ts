import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { openDatabase, openPool } from "./connection.server.ts";
import { knownMigrations, migrateExactly, migrateToLatest, pendingMigrations } from "./migrate.server.ts";

let house: TestHouse;
const name = `migrated_${randomBytes(6).toString("hex")}`;
beforeAll(async () => {
	house = await testHouse();
	await sql.raw(`create database ${name} template template0`).execute(house.owner);
});
afterAll(async () => {
	await sql.raw(`drop database if exists ${name} with (force)`).execute(house.owner);
	await house.close();
});

test("one with a lower number runs after a higher one has", async () => {
	const late = "094-vault";
	const address = new URL(house.url);
	address.pathname = `/${name}`;
	const db = openDatabase(openPool(address.href, { max: 1, applicationName: "donbay-test-migrate" }));
	await migrateExactly(db, [...knownMigrations.filter((each) => each < late), "097-who-returned-does-not-release"]);
	expect(await pendingMigrations(db)).toContain(late);
	expect(await migrateToLatest(db)).toContain(late);
	expect(await pendingMigrations(db)).toEqual([]);
	await db.destroy();
});

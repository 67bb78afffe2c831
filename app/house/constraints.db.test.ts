import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { constraintRefusal, refusingConstraints } from "#db/constraints.ts";
import { m } from "#messages/messages.js";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

test("every constraint that stands for a refusal exists in the database and has its words", async () => {
	const { rows } = await sql<{ name: string }>`
		select conname as name from pg_constraint union select indexname from pg_indexes where schemaname = 'public'
		union select tgname from pg_trigger`.execute(house.db);
	const known = new Set(rows.map((row) => row.name));
	// Some are named by the functions of triggers when they raise.
	const raised = readdirMigrations();
	for (const name of refusingConstraints) {
		expect([name, known.has(name) || raised.includes(`'${name}'`)]).toEqual([name, true]);
		expect(Object.keys(m)).toContain(constraintRefusal(name));
	}
});

function readdirMigrations(): string {
	return readdirSync("db/migrations")
		.map((name) => readFileSync(`db/migrations/${name}`, "utf8"))
		.join("\n");
}

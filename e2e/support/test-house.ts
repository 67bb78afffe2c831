import { inject } from "vitest";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import type { Database } from "#db/connection.server.ts";
import { cloneDatabase } from "./database-setup.ts";

export type TestHouse = { db: Database; url: string; close: () => Promise<void> };

/** A fresh clone of the migrated template, connected as the process's database. Call in beforeAll, close in afterAll. */
export async function testHouse(): Promise<TestHouse> {
	const clone = await cloneDatabase(inject("templateUrl"));
	connectDatabase(clone.url, "donbay-test");
	return {
		db,
		url: clone.url,
		close: async () => {
			await pool.end();
			await clone.drop();
		},
	};
}

import { inject } from "vitest";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { type Database, openDatabase, openPool } from "#db/connection.server.ts";
import { cloneDatabase } from "./database-setup.ts";

export type TestHouse = {
	/** As the servers work: a role that may not change what is written once. */
	db: Database;
	/** As the owner of the tables, whom only triggers and constraints refuse: for tests of those, and for tampering. */
	owner: Database;
	url: string;
	close: () => Promise<void>;
};

/** A fresh clone of the migrated template, connected as the process's database. Call in beforeAll, close in afterAll. */
export async function testHouse(): Promise<TestHouse> {
	const clone = await cloneDatabase(inject("templateUrl"));
	connectDatabase(clone.url, "donbay-test");
	const owner = openDatabase(openPool(clone.url, { max: 2, applicationName: "donbay-test-owner" }));
	return {
		db,
		owner,
		url: clone.url,
		close: async () => {
			await owner.destroy();
			await pool.end();
			await clone.drop();
		},
	};
}

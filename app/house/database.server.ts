import type pg from "pg";
import { type Database, openDatabase, openPool } from "#db/connection.server.ts";
import { config } from "./config.server.ts";
import { log } from "./log.server.ts";

/** The process's pool and query builder; set once by `connectDatabase` before the first request or job. */
export let pool: pg.Pool;
export let db: Database;

/** Opens the process's only pool, which works as the role that may not change the books. */
export function connectDatabase(databaseUrl: string, applicationName: string): void {
	pool = openPool(databaseUrl, { max: config.DATABASE_POOL, applicationName, role: config.DATABASE_ROLE });
	// A lost idle connection is replaced by the pool; without a listener it would end the process.
	pool.on("error", (error) => log.warn({ err: error }, "idle database connection lost"));
	// So is one that is lost between two statements of a transaction: its next statement fails.
	pool.on("connect", (client) => client.on("error", (error) => log.warn({ err: error }, "database connection lost")));
	db = openDatabase(pool);
}

/** What is made at first use with the connected database, and once more if another one is connected. */
export function perDatabase<Thing>(make: () => Thing): () => Thing {
	let made: { pool: pg.Pool; thing: Thing } | undefined;
	return () => {
		if (made?.pool !== pool) made = { pool, thing: make() };
		return made.thing;
	};
}

import { CamelCasePlugin, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB as Tables } from "./tables.ts";

export type { Tables };
export type Database = Kysely<Tables>;

const INT8 = 20;
const DATE = 1082;

const asIs = (text: string) => text;

/**
 * How PostgreSQL values arrive, decided once: int8 is a bigint (money never touches floating point),
 * a date of law is a plain `YYYY-MM-DD` string (no time zone can move it), timestamptz is a Date.
 */
const types: pg.CustomTypesConfig = {
	getTypeParser: ((oid: number, format?: "text" | "binary") => {
		if (format !== "binary") {
			if (oid === INT8) return BigInt;
			if (oid === DATE) return asIs;
		}
		return pg.types.getTypeParser(oid, format as "text");
	}) as pg.CustomTypesConfig["getTypeParser"],
};

type PoolOptions = {
	max: number;
	applicationName: string;
	/** The role that its sessions work as, whoever signed in; without one, as the user of the address. */
	role?: string;
};

/** A pool whose sessions use UTC and give up on a lock or a statement before a person gives up on the page. */
export function openPool(databaseUrl: string, options: PoolOptions): pg.Pool {
	const pool = new pg.Pool({
		connectionString: databaseUrl,
		max: options.max,
		application_name: options.applicationName,
		types,
		connectionTimeoutMillis: 10_000,
		statement_timeout: 60_000,
		lock_timeout: 15_000,
		idle_in_transaction_session_timeout: 60_000,
		options: options.role ? `-c timezone=UTC -c role=${options.role}` : "-c timezone=UTC",
	});
	// The server may go while a connection is idle, or while the pool ends, and what nobody listens for ends the process. Who
	// opens the pool of a server logs it besides; a query in progress fails by itself.
	pool.on("error", () => undefined);
	return pool.on("connect", (client) => client.on("error", () => undefined));
}

/** Kysely over a pool; columns are snake_case in SQL and camelCase in code, JSON documents are left as they are. */
export function openDatabase(pool: pg.Pool): Database {
	return new Kysely<Tables>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
	});
}

import type pg from "pg";
import { pool } from "#app/house/database.server.ts";

/** A statement of a transaction that is inside another one. */
function savepoints(): (statement: string) => string {
	let depth = 0;
	return (statement) => {
		if (/^(begin|start transaction)/i.test(statement)) return `savepoint level_${++depth}`;
		if (/^commit/i.test(statement)) return `release savepoint level_${depth--}`;
		if (/^rollback/i.test(statement)) return `rollback to savepoint level_${depth--}`;
		return statement;
	};
}

/**
 * Does it on the process's database, and leaves that as it was: on one connection, in one transaction that is never
 * committed, in which whatever begins a transaction sets a savepoint. One at a time.
 *
 * What is counted by the pool itself (house/limits) stays counted. Where it books, the ledger refuses: entries come with
 * their transfer, in a transaction that is no savepoint.
 */
export async function inVain<Result>(work: () => Promise<Result>): Promise<Result> {
	const connect = pool.connect;
	const client = await pool.connect();
	await client.query("begin");
	const nest = savepoints();
	const nested = {
		query: (statement: string, values?: unknown[]) => client.query(nest(statement), values),
		release: () => undefined,
	} as unknown as pg.PoolClient;
	// The pool's own `query` asks by callback.
	pool.connect = ((callback?: Parameters<typeof pool.connect>[0]) =>
		callback ? connect.call(pool, callback) : Promise.resolve(nested)) as typeof pool.connect;
	try {
		return await work();
	} finally {
		pool.connect = connect;
		await client.query("rollback");
		client.release();
	}
}

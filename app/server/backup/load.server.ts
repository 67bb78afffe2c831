import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Frame, TableEnd, TableShape } from "./archive.server.ts";
import { UnreadableBackup } from "./sealed-stream.server.ts";
import { columnList, readHeads, tableName } from "./snapshot.server.ts";

type Constraint = { table: string; name: string; definition: string };

/**
 * What rows need not meet while they are copied: references to rows that come later, and rules that a migration made
 * `not valid`, which rows from before it break and only new ones meet. A definition says which it is.
 */
async function findLooseConstraints(client: pg.ClientBase): Promise<Constraint[]> {
	const { rows } = await client.query<Constraint>(
		`select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where (contype = 'f' or not convalidated)
		and connamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`,
	);
	return rows;
}

/** The next number of each identity column follows the highest that there is. */
async function setSequences(client: pg.ClientBase, tables: readonly TableShape[]): Promise<void> {
	for (const table of tables) {
		const name = tableName(table);
		const { rows } = await client.query<{ column: string }>(
			'select "column" from unnest($2::text[]) "column" where pg_get_serial_sequence($1, "column") is not null',
			[name, table.columns],
		);
		for (const { column } of rows) {
			await client.query(
				`select setval(pg_get_serial_sequence($1, $2), coalesce(max("${column}"), 1), max("${column}") is not null) from ${name}`,
				[name, column],
			);
		}
	}
}

/** Copies one table's rows from the frames that follow, as fast as the database takes them. */
async function fillTable(client: pg.ClientBase, table: TableShape, frames: AsyncIterator<Frame>): Promise<number> {
	const hash = createHash("sha256");
	let end: TableEnd | undefined;
	async function* rows(): AsyncGenerator<Buffer> {
		for (let next = await frames.next(); !next.done; next = await frames.next()) {
			if (next.value.kind === "E") end = next.value.end;
			if (next.value.kind !== "D") return;
			hash.update(next.value.rows);
			yield next.value.rows;
		}
	}
	const copy = client.query(copyFrom(`copy ${tableName(table)} (${columnList(table)}) from stdin`));
	await pipeline(Readable.from(rows(), { objectMode: false }), copy);
	if (end?.rows !== copy.rowCount || end.sha256 !== hash.digest("hex")) {
		throw new UnreadableBackup(`The rows of ${table.name} are not those that were written.`);
	}
	return copy.rowCount;
}

async function fillTables(
	client: pg.ClientBase,
	frames: AsyncIterator<Frame>,
	told: (table: TableShape, rows: number) => void,
): Promise<void> {
	for (let next = await frames.next(); !next.done; next = await frames.next()) {
		const frame = next.value;
		if (frame.kind === "T") told(frame.table, await fillTable(client, frame.table, frames));
		if (frame.kind === "Z" && !isDeepStrictEqual(await readHeads(client), frame.heads)) {
			throw new UnreadableBackup("The log or the books end otherwise than in the backup.");
		}
	}
}

/**
 * Fills the tables of a database that has the shape of the backup, in one transaction: all of it or nothing. Triggers
 * rest meanwhile (what they would do was done when the rows were written first), and references between tables are
 * checked at the end, when all are filled.
 *
 * @param frames what follows the manifest.
 */
export async function loadTables(
	client: pg.ClientBase,
	tables: readonly TableShape[],
	frames: AsyncIterator<Frame>,
	told: (table: TableShape, rows: number) => void,
): Promise<void> {
	await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
	await client.query("begin");
	try {
		const loose = await findLooseConstraints(client);
		for (const { table, name } of loose) await client.query(`alter table ${table} drop constraint ${name}`);
		for (const table of tables) await client.query(`alter table ${tableName(table)} disable trigger user`);
		await client.query(`truncate ${tables.map(tableName).join(", ")}`);
		await fillTables(client, frames, told);
		// A job that was under way when the backup was made is nobody's now.
		await client.query("update graphile_worker._private_jobs set locked_at = null, locked_by = null");
		await client.query("update graphile_worker._private_job_queues set locked_at = null, locked_by = null");
		await setSequences(client, tables);
		for (const { table, name, definition } of loose) {
			await client.query(`alter table ${table} add constraint ${name} ${definition}`);
		}
		for (const table of tables) await client.query(`alter table ${tableName(table)} enable trigger user`);
		await client.query("commit");
	} catch (error) {
		await client.query("rollback").catch(() => undefined);
		throw error;
	}
}

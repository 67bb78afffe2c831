import { createHash } from "node:crypto";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { FORMAT, type Frame, type Heads, type Manifest, type TableShape } from "./archive.server.ts";

/**
 * Not kept: sessions, since one that ended after the backup must not begin again; counts of tries; and what says which
 * migrations ran, which the manifest has.
 */
const LEFT_OUT = [
	"public.person_session",
	"public.rate_limit",
	"public.migration",
	"public.migration_lock",
	"graphile_worker.migrations",
];

async function findTables(client: pg.ClientBase): Promise<TableShape[]> {
	const { rows } = await client.query<TableShape>(
		`select nspname as schema, relname as name,
			array_agg(attname::text order by attnum) filter (where attgenerated = '') as columns
		from pg_class join pg_namespace on pg_namespace.oid = relnamespace
		join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
		where relkind = 'r' and nspname in ('public', 'graphile_worker') and nspname || '.' || relname <> all ($1)
		group by nspname, relname order by nspname desc, relname`,
		[LEFT_OUT],
	);
	return rows;
}

/** What is compared after a restore: the ends of the log and the books, and how many files there are. */
export async function readHeads(client: pg.ClientBase): Promise<Heads> {
	const { rows } = await client.query<Record<string, string | null>>(`select
		(select count(*)::text from audit_entry) as audits,
		(select encode(root, 'hex') from audit_checkpoint order by tree_size desc limit 1) as root,
		(select count(*)::text from ledger_entry) as entries,
		(select concat_ws(' ', id, transfer_id, amount_dong, balance_after_dong) from ledger_entry order by id desc limit 1) as last,
		(select count(*)::text from stored_file) as files,
		(select coalesce(sum(byte_size), 0)::text from stored_file) as bytes`);
	const found = rows[0] ?? {};
	return {
		audit: { entries: found.audits ?? "0", root: found.root ?? null },
		ledger: { entries: found.entries ?? "0", last: found.last ?? null },
		files: { count: found.files ?? "0", bytes: found.bytes ?? "0" },
	};
}

async function readManifest(client: pg.ClientBase, product: string, now: Date): Promise<Manifest> {
	const { rows: migrations } = await client.query<{ name: string }>("select name from migration order by name");
	const { rows: queue } = await client.query<{ id: number }>("select max(id) as id from graphile_worker.migrations");
	const { rows: server } = await client.query<{ name: string }>("select current_setting('server_version') as name");
	const { rows: secrets } = await client.query<Manifest["secrets"][number]>(
		"select secret, version, fingerprint from secret_version where retired_at is null order by secret, version",
	);
	return {
		format: FORMAT,
		product,
		createdAt: now.toISOString(),
		postgres: server[0]?.name ?? "",
		migrations: migrations.map(({ name }) => name),
		queue: queue[0]?.id ?? 0,
		secrets,
		tables: await findTables(client),
	};
}

export function tableName({ schema, name }: TableShape): string {
	return `"${schema}"."${name}"`;
}

export function columnList({ columns }: TableShape): string {
	return columns.map((column) => `"${column}"`).join(", ");
}

/**
 * Everything that the database holds at one moment, as the frames of an archive. It reads in one snapshot and locks
 * nothing that a writer needs, so people work on meanwhile; of a table, a piece at a time is in memory.
 *
 * @param told is called after each table.
 */
export async function* takeSnapshot(
	client: pg.ClientBase,
	about: { product: string; now: Date; told: (table: TableShape, rows: number) => void },
): AsyncGenerator<Frame> {
	await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
	await client.query("begin isolation level repeatable read read only");
	try {
		const manifest = await readManifest(client, about.product, about.now);
		yield { kind: "M", manifest };
		for (const table of manifest.tables) {
			yield { kind: "T", table };
			const hash = createHash("sha256");
			const copy = client.query(copyTo(`copy (select ${columnList(table)} from ${tableName(table)}) to stdout`));
			for await (const rows of copy as AsyncIterable<Buffer>) {
				hash.update(rows);
				yield { kind: "D", rows };
			}
			about.told(table, copy.rowCount);
			yield { kind: "E", end: { rows: copy.rowCount, sha256: hash.digest("hex") } };
		}
		yield { kind: "Z", heads: await readHeads(client) };
	} finally {
		await client.query("rollback");
	}
}

import { runMigrations } from "graphile-worker";
import type pg from "pg";
import { config } from "#app/house/config.server.ts";
import { openDatabase, openPool } from "#db/connection.server.ts";
import { knownMigrations, migrateExactly } from "#db/migrate.server.ts";
import { ensureRole } from "#db/privileges.server.ts";
import { assertVersion } from "../boot.server.ts";
import { fingerprintOf, givenSecrets } from "../secrets/secret-versions.server.ts";
import type { Frame, Manifest, TableShape } from "./archive.server.ts";
import { loadTables } from "./load.server.ts";
import { UnreadableBackup } from "./sealed-stream.server.ts";

/** Why a backup can't be restored here, and how to put it right. */
class RestoreRefused extends Error {
	override name = "RestoreRefused";
}

/** The first frame of a backup. The others follow from the same iterator. */
export async function takeManifest(frames: AsyncIterator<Frame>): Promise<Manifest> {
	const first = await frames.next();
	if (first.done || first.value.kind !== "M")
		throw new UnreadableBackup("The backup does not begin with its manifest.");
	return first.value.manifest;
}

function assertKnown({ migrations, product }: Manifest): void {
	const unknown = migrations.filter((name) => !knownMigrations.includes(name));
	if (unknown.length === 0) return;
	throw new RestoreRefused(
		`The backup was made by a newer version (${product}; it has ${unknown.join(", ")}). Restore it with that version or a later one.`,
	);
}

/** A backup is of use only with the secrets that its values are sealed with. */
function assertSecrets({ secrets }: Manifest): void {
	const mistakes = secrets.flatMap(({ secret, version, fingerprint }) => {
		const [, given = []] = givenSecrets().find(([name]) => name === secret) ?? [];
		const value = given.find((each) => each.version === version)?.value;
		if (value === undefined)
			return [`${secret}: version ${version} is missing; set it as ${version}:…, beside any newer one`];
		if (fingerprintOf(secret as "ENCRYPTION_KEY", value) === fingerprint) return [];
		return [`${secret}: version ${version} is another one than the backup was sealed with; set the one of that time`];
	});
	if (mistakes.length === 0) return;
	throw new RestoreRefused(`The secrets do not fit the backup:\n${mistakes.map((line) => `  - ${line}.`).join("\n")}`);
}

/** Nothing is there, or what a restore left that could not be finished. */
async function assertEmpty(pool: pg.Pool, { migrations }: Manifest): Promise<void> {
	const { rows } = await pool.query<{ tables: number; ours: boolean }>(
		`select count(*)::int as tables, coalesce(bool_or(relname = 'audit_entry'), false) as ours from pg_class
		where relkind = 'r' and relnamespace = 'public'::regnamespace`,
	);
	const found = rows[0];
	if (!found || found.tables === 0) return;
	if (found.ours) {
		const { rows: ran } = await pool.query<{ name: string }>("select name from migration order by name");
		const { rows: held } = await pool.query<{ any: boolean }>(
			"select exists (select 1 from audit_entry) or exists (select 1 from person) or exists (select 1 from stored_file) as any",
		);
		if (!held[0]?.any && ran.map(({ name }) => name).join() === migrations.join()) return;
	}
	throw new RestoreRefused(
		`The database is not empty: it has ${found.tables} tables. A backup is restored into an empty database only, so that nothing is ` +
			"overwritten. Make a new one (createdb) and let DATABASE_URL lead to it; for the embedded server set DATA_DIR to a new folder.",
	);
}

/**
 * Fills an empty database with a backup, in the shape that it had then. Bringing it to today's shape is the next step
 * (`openHouse`).
 *
 * @param databaseUrl of a user who owns the database
 * @param frames from after the manifest
 * @throws RestoreRefused or UnreadableBackup in words; nothing was written then but empty tables.
 */
export async function restoreBackup(
	databaseUrl: string,
	manifest: Manifest,
	frames: AsyncIterator<Frame>,
	told: (table: TableShape, rows: number) => void,
): Promise<void> {
	assertKnown(manifest);
	assertSecrets(manifest);
	const pool = openPool(databaseUrl, { max: 3, applicationName: "donbay-restore" });
	try {
		await assertVersion(pool);
		await assertEmpty(pool, manifest);
		await ensureRole(pool, config.DATABASE_ROLE);
		await runMigrations({ pgPool: pool });
		const { rows } = await pool.query<{ id: number }>("select max(id) as id from graphile_worker.migrations");
		if ((rows[0]?.id ?? 0) < manifest.queue) {
			throw new RestoreRefused(
				"The backup's job queue is of a newer version. Restore it with that version or a later one.",
			);
		}
		await migrateExactly(openDatabase(pool), manifest.migrations);
		const client = await pool.connect();
		try {
			await loadTables(client, manifest.tables, frames, told);
		} finally {
			client.release(true);
		}
	} finally {
		await pool.end();
	}
}

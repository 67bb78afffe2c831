import { resolve } from "node:path";
import { runMigrations } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import { config } from "#app/house/config.server.ts";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { type Database, openDatabase, openPool } from "#db/connection.server.ts";
import { keepEmbeddedPostgres } from "#db/kept-embedded.server.ts";
import { migrateToLatest, pendingMigrations } from "#db/migrate.server.ts";
import { ensureRole, grantPrivileges, isOwner } from "#db/privileges.server.ts";
import { tellOfEmbedded } from "./embedded-news.server.ts";
import { installReferenceData } from "./reference-data.server.ts";
import { checkSecrets } from "./secrets/secret-versions.server.ts";

const MIGRATION_LOCK = 7_231_645_001;

/** In one line, what an operator should know who set no DATABASE_URL; in the demo the README has said it. */
function sayThatEmbedded(): void {
	if (config.DATABASE_URL || config.DEMO) return;
	const folder = resolve(config.DATA_DIR);
	process.stderr.write(
		`DATABASE_URL is not set: the data is kept by an embedded PostgreSQL in ${folder}, for this machine alone. Keep copies of that folder; for several machines set DATABASE_URL.\n`,
	);
}

/** The address of the database, and how to let go of it. */
type FoundDatabase = { databaseUrl: string; stop: () => Promise<void> };

/** DATABASE_URL, or the embedded server, which is kept running until it is stopped here. */
export async function findDatabase(): Promise<FoundDatabase> {
	sayThatEmbedded();
	if (config.DATABASE_URL) return { databaseUrl: config.DATABASE_URL, stop: async () => undefined };
	return keepEmbeddedPostgres(config.DATA_DIR, tellOfEmbedded);
}

export async function assertVersion(pool: pg.Pool): Promise<void> {
	const { rows } = await pool.query<{ version: number; name: string }>(
		"select current_setting('server_version_num')::int as version, current_setting('server_version') as name",
	);
	const found = rows[0];
	if (found && found.version < 160_000) {
		throw new Error(`PostgreSQL 16 or newer is needed, but DATABASE_URL leads to ${found.name}.`);
	}
}

/** A server whose user is not the owner takes the database as it is, if it has the shape of this build. */
async function assertPrepared(db: Database): Promise<void> {
	const pending = await pendingMigrations(db);
	if (pending.length === 0) return;
	throw new Error(
		`The database lacks ${pending.join(", ")}. Run \`npm run migrate\` of this build with a DATABASE_URL whose user owns the tables.`,
	);
}

/**
 * Brings the database to this build's shape: the job queue's tables, ours, what the servers' role may, and the data of
 * law (questionnaire, wards, holidays). One process at a time; a second one waits and finds nothing to do.
 */
export async function prepareDatabase(pool: pg.Pool): Promise<string[]> {
	await assertVersion(pool);
	await ensureRole(pool, config.DATABASE_ROLE);
	const db = openDatabase(pool);
	if (!(await isOwner(pool))) {
		await assertPrepared(db);
		return [];
	}
	return db.connection().execute(async (connection) => {
		await sql`set lock_timeout = '120s'`.execute(connection);
		await sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`.execute(connection);
		try {
			await runMigrations({ pgPool: pool });
			const ran = await migrateToLatest(db);
			await grantPrivileges(db, config.DATABASE_ROLE);
			await installReferenceData(db);
			return ran;
		} finally {
			await sql`select pg_advisory_unlock(${MIGRATION_LOCK}::bigint)`.execute(connection);
			await sql`reset lock_timeout`.execute(connection);
		}
	});
}

/** How to let go of the database: the pool with the embedded server, or the server alone. */
export type House = { close: () => Promise<void>; stopDatabase: () => Promise<void> };

/**
 * Prepares the database as its owner, and connects as the role that the servers work as.
 *
 * @param database where it was found before
 * @throws Error in words where the secrets are not those that the database is sealed with.
 */
export async function openHouse(applicationName: string, database?: FoundDatabase): Promise<House> {
	const found = database ?? (await findDatabase());
	const asOwner = openPool(found.databaseUrl, { max: 4, applicationName });
	// Without a listener, connections that end with an embedded server would hide why it is stopped.
	asOwner.on("error", (error) => log.warn({ err: error }, "idle database connection lost"));
	try {
		const ran = await prepareDatabase(asOwner);
		if (ran.length > 0) log.info({ migrations: ran }, "database migrated");
	} catch (error) {
		await asOwner.end();
		await found.stop();
		throw error;
	}
	await asOwner.end();
	connectDatabase(found.databaseUrl, applicationName);
	try {
		await checkSecrets(db);
	} catch (error) {
		await pool.end();
		await found.stop();
		throw error;
	}
	return {
		close: async () => {
			await pool.end();
			await found.stop();
		},
		stopDatabase: found.stop,
	};
}

import { sql } from "kysely";
import pg from "pg";
import { vi } from "vitest";
import { config } from "#app/house/config.server.ts";
import { type Spawned, spawnServer } from "../scripts/spawn-server.js";
import type { TestHouse } from "./test-house.ts";

/** How long anything may take to settle by itself. */
const PATIENCE = { timeout: 30_000, interval: 20 };

/** Work that failed four times, as in an outage on a busy machine, is tried again after a minute. */
const PATIENCE_WITH_WORK_MS = 150_000;

/** A built process on a test's database. It waits a second only before it takes over the job of a dead process. */
function startBuilt(file: string, databaseUrl: string, settings: Record<string, string>, ready: RegExp) {
	const SESSION_SECRET = config.sessionSecrets[0].value;
	const ENCRYPTION_KEY = config.encryptionKeys[0].value;
	const environment = {
		...{ NODE_ENV: "production", DATABASE_URL: databaseUrl, SESSION_SECRET, ENCRYPTION_KEY, SMTP_URL: "" },
		...{ HOST: "127.0.0.1", PORT: "0", JOB_LEASE_SECONDS: "1", LOG_LEVEL: "silent" },
	};
	return spawnServer([`build/server/${file}`], { ...environment, ...settings }, ready);
}

export function startBuiltServer(databaseUrl: string, settings: Record<string, string> = {}): Promise<Spawned> {
	return startBuilt("start.js", databaseUrl, settings, /ready (\S+)/);
}

export function startBuiltWorker(databaseUrl: string, settings: Record<string, string> = {}): Promise<Spawned> {
	return startBuilt("worker.js", databaseUrl, settings, /(ready)/);
}

/** Waits until a condition of the database holds. */
export async function until(
	condition: () => Promise<boolean>,
	what: string,
	{ timeout }: { timeout: number } = PATIENCE,
): Promise<void> {
	await vi.waitFor(
		async () => {
			if (!(await condition())) throw new Error(`waited in vain: ${what}`);
		},
		{ ...PATIENCE, timeout },
	);
}

/** Waits until no work is due: none under way, none to be tried again. */
export async function untilIdle({ owner }: Pick<TestHouse, "owner">): Promise<void> {
	const isIdle = async () => {
		const { rows } = await sql`
			select from graphile_worker.jobs where run_at <= now() or locked_at is not null or attempts > 0`.execute(owner);
		return rows.length === 0;
	};
	await until(isIdle, "jobs are left", { timeout: PATIENCE_WITH_WORK_MS });
}

/** Holds a table, so that the server waits where it comes to write there (or to lock a row); readers go on. */
export async function holdTable(house: TestHouse, table: string) {
	const client = new pg.Client({ connectionString: house.url });
	// The database may be dropped or stopped under it.
	client.on("error", () => undefined);
	await client.connect();
	await client.query(`begin; lock table ${client.escapeIdentifier(table)} in exclusive mode`);
	return {
		/** Waits until so many sessions of built processes wait for a lock: the table's, or one held by who waits there. */
		reached: (sessions = 1) =>
			until(async () => {
				const { rows } = await sql`
					select from pg_stat_activity where datname = current_database()
						and application_name in ('donbay-web', 'donbay-worker') and wait_event_type = 'Lock'`.execute(house.owner);
				return rows.length >= sessions;
			}, `not so many came to ${table}: ${sessions}`),
		letGo: () => client.end(),
	};
}

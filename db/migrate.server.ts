import { type Migration, Migrator } from "kysely";
import type { Database } from "./connection.server.ts";

const modules = import.meta.glob<Migration>("./migrations/*.ts", { eager: true });

const migrations: Record<string, Migration> = Object.fromEntries(
	Object.entries(modules).map(([path, migration]) => [path.replace(/^.*\/|\.ts$/g, ""), migration]),
);

export const knownMigrations: readonly string[] = Object.keys(migrations).sort();

function migratorOf(db: Database, wanted = migrations): Migrator {
	return new Migrator({
		db,
		provider: { getMigrations: async () => wanted },
		migrationTableName: "migration",
		migrationLockTableName: "migration_lock",
		// Numbers are given when work on a migration begins, so one with a lower number may come after a higher one has run.
		allowUnorderedMigrations: true,
	});
}

/** The names of the migrations that the database lacks. */
export async function pendingMigrations(db: Database): Promise<string[]> {
	const known = await migratorOf(db).getMigrations();
	return known.filter(({ executedAt }) => !executedAt).map(({ name }) => name);
}

/**
 * Brings the database to the newest shape and returns the names of the migrations it ran. Kysely holds an advisory
 * lock meanwhile, so that several processes may start at once: one migrates, the others wait and find nothing to do.
 *
 * @throws the database's own error when a migration fails; nothing of that migration remains.
 */
export async function migrateToLatest(db: Database): Promise<string[]> {
	const { error, results = [] } = await migratorOf(db).migrateToLatest();
	if (error) throw error;
	return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
}

/** Brings an empty database to the shape that it had when exactly these migrations had run, for a backup of that time. */
export async function migrateExactly(db: Database, names: readonly string[]): Promise<void> {
	const wanted = Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)));
	const { error } = await migratorOf(db, wanted).migrateToLatest();
	if (error) throw error;
}

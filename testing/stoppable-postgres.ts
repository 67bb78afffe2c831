import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../db/embedded.server.ts";
import { temporaryFolder } from "../scripts/spawn-server.js";
import { until } from "./crash-house.ts";

/** How PostgreSQL goes: told to stop, so that it ends all sessions; or as if it crashed, so that it must recover. */
export const waysToGo = { stopped: "SIGINT", crashed: "SIGQUIT" } as const;

/** A PostgreSQL of the test's own that can go and come back at the same address. */
export class StoppablePostgres {
	private readonly home = temporaryFolder("outage");
	private port: number | undefined;
	url = "";

	async start(): Promise<this> {
		const { databaseUrl } = await startEmbeddedPostgres(this.home.folder, "donbay", this.port);
		this.url = databaseUrl;
		this.port = Number(new URL(databaseUrl).port);
		return this;
	}

	/** Signals of https://www.postgresql.org/docs/current/server-shutdown.html; comes back once the process is gone. */
	go(way: keyof typeof waysToGo): Promise<void> {
		return this.signal(waysToGo[way]);
	}

	private async signal(signal: NodeJS.Signals): Promise<void> {
		const text = await readFile(join(this.home.folder, "postgres", "postmaster.pid"), "utf8");
		const pid = Number(text.split("\n")[0]);
		process.kill(pid, signal);
		await until(async () => !isRunning(pid), "PostgreSQL does not go");
	}

	/** For good, once the last session has ended by itself. */
	async remove(): Promise<void> {
		await this.signal("SIGTERM");
		this.home.remove();
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

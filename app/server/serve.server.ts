import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { config } from "#app/house/config.server.ts";
import { log } from "#app/house/log.server.ts";
import { setListeningUrl } from "#app/house/public-url.server.ts";
import { lifecycle } from "./http.server.ts";
import { httpServer } from "./incoming/connections.server.ts";
import type { Worker } from "./work.server.ts";

const GRACE_MILLISECONDS = 20_000;

function listen(app: Express, host: string): Promise<Server> {
	return new Promise((done, fail) => {
		const server = httpServer(app).listen(config.PORT, host, () => done(server));
		server.once("error", (error: NodeJS.ErrnoException) => {
			if (error.code !== "EADDRINUSE") return fail(error);
			fail(new Error(`Port ${config.PORT} is taken by another program. Stop it, or set PORT to another number.`));
		});
	});
}

/** Listens, and returns the address that people of this machine can open. */
export async function serve(app: Express, host: string): Promise<{ server: Server; url: string }> {
	const server = await listen(app, host);
	const { port } = server.address() as AddressInfo;
	const url = `http://localhost:${port}`;
	setListeningUrl(url);
	return { server, url };
}

/**
 * Stops in order on SIGTERM or SIGINT: no new requests, those under way and the jobs under way finish, then the
 * database is let go. A second signal, or the end of the grace time, stops at once.
 */
export function stopGracefully(parts: { server?: Server; worker?: Worker | null; close: () => Promise<void> }): void {
	let asked = false;
	const stop = async (signal: string) => {
		if (asked) process.exit(1);
		asked = true;
		lifecycle.stopping = true;
		log.info({ signal }, "stopping");
		setTimeout(() => process.exit(1), GRACE_MILLISECONDS).unref();
		await new Promise<void>((done) => {
			if (!parts.server) return done();
			parts.server.close(() => done());
			parts.server.closeIdleConnections();
		});
		await parts.worker?.stop();
		await parts.close();
		process.exit(0);
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
}

/** Runs an entry point: what goes wrong at the start is said in one sentence, with the log holding the rest. */
export function main(run: () => Promise<void>): void {
	run().catch((error: unknown) => {
		// The database was let go under it.
		if (lifecycle.stopping) return;
		log.fatal({ err: error }, "could not start");
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	});
}

import { setTimeout as wait } from "node:timers/promises";
import { type EmbeddedServer, isRunning, startEmbeddedPostgres } from "./embedded.server.ts";

/** What happened to a server that is kept running, for a log. */
export type EmbeddedNews =
	| { step: "ended"; nextTryMs: number }
	| { step: "failed"; error: unknown }
	| { step: "running" }
	| { step: "given up"; tries: number };

const LOOK_MS = 500;
/**
 * Before each try. The first often fails after a hard kill, as sessions that work on hold the shared memory; the last
 * ones give a full disk or a busy port two minutes.
 */
const WAITS_MS = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
/** Who ran for so long did start: the next time is counted anew. */
const CALM_MS = 60_000;

/**
 * Finds or starts the PostgreSQL in `dataDir`, and starts it again at the same address whenever it ends without having
 * been told to, by whatever killed it. Gives up after a few tries, until the process is started anew.
 *
 * @throws Error with what to do when the server cannot start the first time.
 */
export async function keepEmbeddedPostgres(
	dataDir: string,
	tell: (news: EmbeddedNews) => void,
	waitsMs: readonly number[] = WAITS_MS,
): Promise<Pick<EmbeddedServer, "databaseUrl" | "stop">> {
	let server = await startEmbeddedPostgres(dataDir);
	const { databaseUrl } = server;
	const stopping = new AbortController();
	const { signal } = stopping;
	const pause = (milliseconds: number) => wait(milliseconds, null, { signal, ref: false }).catch(() => undefined);

	const untilGone = async () => {
		const since = performance.now();
		while (!signal.aborted && isRunning(server.pid)) await pause(LOOK_MS);
		return performance.now() - since;
	};
	const start = async () => {
		try {
			server = await startEmbeddedPostgres(dataDir, undefined, Number(new URL(databaseUrl).port));
			tell({ step: "running" });
		} catch (error) {
			tell({ step: "failed", error });
		}
	};
	const keep = async () => {
		for (let tries = 0; ; tries++) {
			const livedMs = await untilGone();
			if (signal.aborted) return;
			if (livedMs > CALM_MS) tries = 0;
			const nextTryMs = waitsMs[tries];
			if (nextTryMs === undefined) return tell({ step: "given up", tries });
			tell({ step: "ended", nextTryMs });
			await pause(nextTryMs);
			if (signal.aborted) return;
			await start();
		}
	};
	const kept = keep();
	return {
		databaseUrl,
		stop: async () => {
			stopping.abort();
			await kept;
			await server.stop();
		},
	};
}

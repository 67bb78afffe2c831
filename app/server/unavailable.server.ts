import type { ServerBuild } from "@remix-run/node";
import { pool } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { SealedElsewhere } from "#app/house/secrets/sealed-elsewhere.ts";
import { isConnectionLost } from "#db/connection-lost.server.ts";
import { m } from "#messages/messages.js";
import { guardedBuild } from "./incoming/guarded-build.server.ts";

/** Libraries hide the cause of their failure, so the database itself is asked as well. */
async function isDatabaseAway(error: unknown): Promise<boolean> {
	if (isConnectionLost(error)) return true;
	return pool.query("select 1").then(
		() => false,
		(failed: unknown) => isConnectionLost(failed),
	);
}

function unavailable(): Response {
	return new Response(`${m.house_unavailable_title()}. ${m.house_unavailable_text()}\n`, {
		status: 503,
		headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "30" },
	});
}

function sealedElsewhere(error: SealedElsewhere): Response {
	log.error({ err: error, version: error.version }, "a key is missing");
	const { secret, version } = error;
	return new Response(m.house_sealed_elsewhere({ secret, version }), {
		status: 500,
		headers: { "Content-Type": "text/plain; charset=utf-8" },
	});
}

/**
 * The build with every loader and action guarded: where the database is away they answer 503 with a page that says so,
 * instead of the page for our own mistakes.
 */
export function withUnavailable(build: ServerBuild): ServerBuild {
	return guardedBuild(build, (run) => async (args) => {
		try {
			return await run(args);
		} catch (error) {
			if (error instanceof Response) throw error;
			if (error instanceof SealedElsewhere) throw sealedElsewhere(error);
			if (!(await isDatabaseAway(error))) throw error;
			log.warn({ err: error }, "the database does not answer");
			throw unavailable();
		}
	});
}

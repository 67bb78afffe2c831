import type { ActionFunction, LoaderFunction, ServerBuild } from "@remix-run/node";
import { pool } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { isConnectionLost } from "#db/connection-lost.server.ts";
import { m } from "#messages/messages.js";

type Handler = LoaderFunction | ActionFunction;

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

function guarded<Kind extends Handler>(handler: Kind | undefined): Kind | undefined {
	if (!handler) return undefined;
	const run: Handler = async (args, ...more: []) => {
		try {
			return await (handler as Handler)(args as never, ...more);
		} catch (error) {
			if (error instanceof Response || !(await isDatabaseAway(error))) throw error;
			log.warn({ err: error }, "the database does not answer");
			throw unavailable();
		}
	};
	return run as Kind;
}

/**
 * The build with every loader and action guarded: where the database is away they answer 503 with a page that says so,
 * instead of the page for our own mistakes.
 */
export function withUnavailable(build: ServerBuild): ServerBuild {
	const routes = Object.entries(build.routes).map(([id, route]) => {
		if (!route) return [id, route];
		const { loader, action } = route.module;
		return [id, { ...route, module: { ...route.module, loader: guarded(loader), action: guarded(action) } }];
	});
	return { ...build, routes: Object.fromEntries(routes) };
}

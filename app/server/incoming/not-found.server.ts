import type { ServerBuild } from "@remix-run/node";
import { NotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";
import { guardedBuild } from "./guarded-build.server.ts";

/** The text is for files, which have no error page. */
function answer(): Response {
	const headers = { "Content-Type": "text/plain; charset=utf-8" };
	return new Response(`${m.house_not_found_title()}. ${m.house_not_found_text()}`, { status: 404, headers });
}

/** The build whose loaders and actions answer 404 for what is not there: the one place where a `NotFound` becomes HTTP. */
export function withNotFound(build: ServerBuild): ServerBuild {
	return guardedBuild(build, (run) => async (args) => {
		try {
			return await run(args);
		} catch (error) {
			throw error instanceof NotFound ? answer() : error;
		}
	});
}

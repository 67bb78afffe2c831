import type { ServerBuild } from "@remix-run/node";
import type { Response as ServerResponse } from "express";
import { PAGES_RETRY_AFTER_SECONDS } from "#app/house/limits/page-queue.server.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import { m } from "#messages/messages.js";
import { guardedBuild } from "./guarded-build.server.ts";
import { answerPlainly } from "./plain-page.server.ts";

/**
 * The build whose pages are made when it is the turn of their reader. Files, exports and what else has no page have lines of
 * their own; a posted form has its turn once its body is there, so that none is held by a body that is held back.
 */
export function withPageTurns(build: ServerBuild): ServerBuild {
	return guardedBuild(build, (run, route) => async (args) => {
		const turn = requestContext.getStore()?.pageTurn;
		if (!turn) return run(args);
		if (route.module.default && args.request.method !== "POST") await turn.come();
		return turn.keep(async () => run(args));
	});
}

/** Says to come again in a moment, at next to no cost. */
export function turnAway(response: ServerResponse): void {
	response.setHeader("Retry-After", PAGES_RETRY_AFTER_SECONDS);
	answerPlainly(response, 429, m.house_pages_at_once_title(), m.house_pages_at_once());
}

import type { NextFunction, Request, Response } from "express";

/**
 * A page that was open while a newer release took over asks for scripts that are gone. Remix would load the page anew that
 * one is leaving, and forget where to. This script stands in for the missing one: it opens the page that one is going to
 * as a document, which brings the scripts of the new release. Where nobody is going anywhere, as in a page that has just
 * come, it fails like a script that is missing: so nothing is loaded again and again, and the page goes on without scripts.
 */
export const GONE_SCRIPT = `const to = window.__remixRouter?.state.navigation.location;
if (!to) throw new Error("This script belongs to another release.");
window.location.assign(to.pathname + to.search + to.hash);
await new Promise(() => undefined);
`;

/** For a script under /assets that is not there. Only a page that runs it gets the one that stands in for it. */
export function answerGoneScript(request: Request, response: Response, next: NextFunction): void {
	if (request.get("sec-fetch-dest") !== "script" || !request.path.endsWith(".js")) {
		next(Object.assign(new Error("no such file"), { status: 404 }));
		return;
	}
	response.setHeader("Cache-Control", "no-store").type("text/javascript").send(GONE_SCRIPT);
}

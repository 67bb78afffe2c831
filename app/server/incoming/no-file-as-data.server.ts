import type { ServerBuild } from "@remix-run/node";
import { requestContext } from "#app/house/request-context.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { guardedBuild } from "./guarded-build.server.ts";

/** Routes without a page that send no file and lead to a page: the browser comes through them on its way. */
export const WAYS_ON = [
	"routes/resources/home-of-person",
	"routes/resources/language",
	"routes/resources/claim-invoice-file",
	"routes/city/finance-check",
];

/**
 * The build whose files and exports are sent as what they are alone. Asked for as the data of a page, which they have not,
 * Remix reads the whole of one, makes a text of it six times as long, and holds that until its reader has taken it.
 */
export function withoutFilesAsData(build: ServerBuild): ServerBuild {
	return guardedBuild(build, (run, route) => (args) => {
		const isFile = !route.module.default && !WAYS_ON.includes(route.id);
		const isRead = args.request.method === "GET" || args.request.method === "HEAD";
		if (isFile && isRead && requestContext.getStore()?.asksForData) throw new NotFound();
		return run(args);
	});
}

import type { ServerBuild } from "@remix-run/node";
import { NotFound } from "#app/kernel/not-found.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { cleanText } from "#app/kernel/text.ts";
import { guardedBuild } from "./guarded-build.server.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const uuidOrNumber = new RegExp(`${uuid.source}|^\\d{1,18}$`, "i");
const word = /^[^\n]{1,100}$/;

/** What can stand for each parameter of app/routes.ts. Whether there is such a thing is for the page to find out. */
export const paramShapes: Record<string, RegExp> = {
	"*": /^/,
	account: /^acct_\w{1,60}$/,
	code: word,
	documentId: uuid,
	grantId: uuid,
	holder: word,
	id: uuidOrNumber,
	kind: word,
	locale: word,
	number: word,
	personId: word,
	proposalId: uuid,
	recovery: word,
	reference: word,
};

/**
 * The build whose pages are not there for an address that can name nothing: the database would not even look for it. What
 * was pasted into the address together with a name is cleaned away first.
 */
export function withKnownParams(build: ServerBuild): ServerBuild {
	return guardedBuild(build, (run) => (args) => {
		const params = Object.entries(args.params).map(([name, given = ""]) => {
			const value = cleanText(given);
			if (!(ownValue(paramShapes, name) ?? word).test(value)) throw new NotFound();
			return [name, value] as const;
		});
		return run({ ...args, params: Object.fromEntries(params) });
	});
}

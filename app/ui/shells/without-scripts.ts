import { type ClientLoaderFunctionArgs, redirectDocument } from "@remix-run/react";

/*
 * Pages that are only read, and whose forms the browser can send by itself, come without scripts. Such a page has
 * `scripts: false` in its `handle` and exports the `clientLoader` from here; `pages-without-scripts.spec.ts` holds that
 * both go together.
 */

type Handle = { scripts?: boolean } | undefined;

/** False where a page among these says that it needs no scripts. */
export function needScripts(matches: readonly { handle: unknown }[]): boolean {
	return matches.every(({ handle }) => (handle as Handle)?.scripts !== false);
}

/**
 * Where scripts of the page before lead here, the browser opens this page as a document of its own. Put into the other
 * page's document, it would be read anew without scripts once it is reloaded, and nothing would answer "back".
 *
 * A link with a fragment needs `reloadDocument`, since a loader is not told of it.
 */
export function clientLoader({ request }: ClientLoaderFunctionArgs): never {
	throw redirectDocument(request.url);
}

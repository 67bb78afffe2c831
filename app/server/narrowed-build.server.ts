import type { ServerBuild } from "@remix-run/node";
import { ownValue } from "#app/kernel/own-value.ts";

type Route = NonNullable<ServerBuild["routes"][string]>;

/** A first segment that stands for itself: no parameter, nothing optional, no splat. */
const LITERAL = /^[^:*?]+$/;
const HOME = "";

/**
 * The first segments of the addresses that a route alone can answer, not counting routes within it: a literal one in
 * small letters, since React Router does not tell small from capital, HOME, or null where it may be any.
 */
function ownSegments(build: ServerBuild, route: Route): (string | null)[] {
	// A layout without a path of its own answers nothing by itself.
	if (route.path === undefined && !route.index) return [];
	const paths: string[] = [];
	for (let at: Route | undefined = route; at; at = at.parentId ? ownValue(build.routes, at.parentId) : undefined) {
		paths.unshift(at.path ?? "");
	}
	const segments = paths.join("/").split("/").filter(Boolean);
	const [first = HOME] = segments;
	if (first !== HOME && !LITERAL.test(first)) return [null];
	return [first.toLowerCase()];
}

/** For each route the first segments of all addresses that it or a route within it can answer. */
function segmentsOfRoutes(build: ServerBuild): Map<string, Set<string | null>> {
	const segments = new Map<string, Set<string | null>>();
	for (const route of Object.values(build.routes)) {
		if (!route) continue;
		const own = ownSegments(build, route);
		for (let at: Route | undefined = route; at; at = at.parentId ? ownValue(build.routes, at.parentId) : undefined) {
			const all = segments.get(at.id) ?? new Set();
			for (const segment of own) all.add(segment);
			segments.set(at.id, all);
		}
	}
	return segments;
}

function pick<Value>(all: Record<string, Value>, ids: ReadonlySet<string>): Record<string, Value> {
	return Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
}

/**
 * Remix sends the browser, with each document, what it needs to know of the page and of the home page: so the home
 * page's routes are in every narrowed build.
 */
function narrowed(build: ServerBuild, segments: Map<string, Set<string | null>>, segment: string | null): ServerBuild {
	const needed = [...segments].filter(([, of]) => of.has(segment) || of.has(null) || of.has(HOME)).map(([id]) => id);
	const ids = new Set(needed);
	return {
		...build,
		routes: pick(build.routes, ids),
		assets: { ...build.assets, routes: pick(build.assets.routes, ids) },
	};
}

/**
 * The first segment of an address as React Router compares it: decoded, in small letters, and for data of a page
 * (`/city.data`, `/_root.data`) the page's. Null where it is no address.
 */
function firstSegment(address: string): string | null {
	try {
		const { pathname } = new URL(`http://donbay${address}`);
		const page = pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
		return decodeURIComponent(page.split("/")[1] ?? HOME).toLowerCase();
	} catch {
		return null;
	}
}

/**
 * Makes something of the build for each first segment of an address, from the routes alone that can answer there: Remix
 * compares each request with all routes that it knows, and makes a list of them anew for each page that it renders.
 *
 * @param make is called once for each segment, and for all others together.
 * @returns what was made for an address, which is a path with its query.
 */
export function bySegment<Thing>(build: ServerBuild, make: (build: ServerBuild) => Thing): (address: string) => Thing {
	const segments = segmentsOfRoutes(build);
	const all = new Set([...segments.values()].flatMap((of) => [...of]));
	const made = new Map([...all, null].map((segment) => [segment, make(narrowed(build, segments, segment))]));
	const other = made.get(null) as Thing;
	return (address) => made.get(firstSegment(address)) ?? other;
}

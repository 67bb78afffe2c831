import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { ownValue } from "#app/kernel/own-value.ts";
import { bySegment } from "../narrowed-build.server.ts";
import { type Audience, routesKnownTo } from "./audience.server.ts";
import { isSanePath } from "./sane-path.ts";

type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** The routes as React Router matches them. */
function treeOf(build: ServerBuild, parentId?: string): RouteObject[] {
	return Object.values(build.routes)
		.filter((route) => route !== undefined && route.parentId === parentId)
		.map((route) => {
			const { id, path, index } = route as NonNullable<typeof route>;
			return index ? { id, path, index } : { id, path, children: treeOf(build, id) };
		});
}

/**
 * So many addresses are looked up at a time. A page that links to more gets none told beforehand, and the browser asks for
 * the one that is followed.
 */
const MAX_PATHS = 20;

/** Remix's word to the browser: open the address as a document. To what is asked beforehand, it says nothing. */
const openDocument = () => new Response(null, { status: 204, headers: { "X-Remix-Reload-Document": "true" } });

/** An address and each part of it from the root on, since a browser may go up from there. */
function partsOf(path: string): string[] {
	const segments = path.split("/").slice(path.startsWith("/") ? 1 : 0);
	return segments.map((_, at) => `/${segments.slice(0, at + 1).join("/")}`);
}

/**
 * What a browser learns of the addresses that it asks about (`/__manifest`): the routes that this person may know of, as
 * Remix itself would tell them (`handleManifestRequest` of @remix-run/server-runtime), but looked up among the routes of
 * the same first segment, and each part of an address once. Where one of the addresses leads to none of these, whether or
 * not it leads anywhere, the browser is to open it as a document: so a person whose session has ended comes to the page
 * that signs in, and nobody learns what is there.
 */
export function manifestFor(build: ServerBuild) {
	const treeFor = bySegment(build, (narrowed) => treeOf(narrowed));
	const visitors = routesKnownTo(build, "visitor");
	return async (request: Request, audienceOf: () => Promise<Audience>): Promise<Response> => {
		const { searchParams } = new URL(request.url);
		const paths = [...new Set(searchParams.getAll("p"))];
		const isAskable = paths.length <= MAX_PATHS && paths.every(isSanePath);
		if (!isAskable || searchParams.get("version") !== build.assets.version) return openDocument();
		const found = new Map<string, ReturnType<typeof matchRoutes>>();
		for (const path of paths.flatMap(partsOf)) {
			if (!found.has(path)) found.set(path, matchRoutes(treeFor(path), path));
		}
		const leaves = paths.map((path) => found.get(partsOf(path).at(-1) ?? "")?.at(-1)?.route);
		// Most ask for what everybody may know, and then it does not matter who asks.
		const isForAll = leaves.every((leaf) => leaf?.id && visitors.has(leaf.id));
		const known = isForAll ? visitors : routesKnownTo(build, await audienceOf());
		const leadsOn = (leaf: RouteObject | undefined) => leaf?.id && leaf.path !== "*" && known.has(leaf.id);
		if (!leaves.every(leadsOn)) return openDocument();
		const ids = [...found.values()].flatMap((matches) => matches?.map(({ route }) => route.id ?? "") ?? []);
		const told = [...new Set(ids)].filter((id) => known.has(id)).map((id) => [id, ownValue(build.assets.routes, id)]);
		return Response.json(Object.fromEntries(told));
	};
}

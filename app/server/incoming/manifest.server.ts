import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { m } from "#messages/messages.js";
import { type Audience, routesKnownTo } from "./audience.server.ts";

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

/** A page links to fewer addresses. Each takes as long as a part of a page to be looked up among all routes. */
const MAX_PATHS = 100;

/** Remix's word to the browser: open the address as a document. */
const openDocument = () => new Response(null, { status: 204, headers: { "X-Remix-Reload-Document": "true" } });

/**
 * What a browser learns of the addresses that it asks about (`/__manifest`): the routes that this person may know of.
 * Where one of the addresses leads to none of these, whether or not it leads anywhere, the browser is to open it as a
 * document: so a person whose session has ended comes to the page that signs in, and nobody learns what is there.
 *
 * @param answerOf Remix's own answer, with everything: asked last, as it looks up each address and each part of it.
 */
export function manifestFor(build: ServerBuild, answerOf: (request: Request) => Promise<Response>) {
	const tree = treeOf(build);
	return async (request: Request, audienceOf: () => Promise<Audience>): Promise<Response> => {
		const url = new URL(request.url);
		const paths = [...new Set(url.searchParams.getAll("p"))];
		if (paths.length > MAX_PATHS) return new Response(m.house_address_too_long(), { status: 414 });
		const visitors = routesKnownTo(build, "visitor");
		const leaves = paths.map((path) => matchRoutes(tree, path)?.at(-1)?.route);
		// Most ask for what everybody may know, and then it does not matter who asks.
		const isForAll = leaves.every((leaf) => leaf?.id && visitors.has(leaf.id));
		const known = isForAll ? visitors : routesKnownTo(build, await audienceOf());
		const leadsOn = (leaf: RouteObject | undefined) => leaf?.id && leaf.path !== "*" && known.has(leaf.id);
		if (!leaves.every(leadsOn)) return openDocument();
		url.searchParams.delete("p");
		for (const path of paths) url.searchParams.append("p", path);
		const answer = await answerOf(new Request(url, request));
		if (answer.status !== 200) return answer;
		const patches = Object.entries((await answer.json()) as Record<string, unknown>);
		return Response.json(Object.fromEntries(patches.filter(([id]) => known.has(id))));
	};
}

import type { ServerBuild } from "@remix-run/node";
import { ownValue } from "#app/kernel/own-value.ts";

/** Who may learn that a route exists, each with all that the former may. */
const audiences = ["visitor", "signed in", "staff"] as const;

export type Audience = (typeof audiences)[number];

/** The folders of routes that are not for staff alone. What is new is told to staff only, until it is named here. */
const folders: Record<string, Audience> = { public: "visitor", account: "signed in", business: "signed in" };

/** What pages for everybody post to, or lead to without loading a document. */
const forAnyone = new Set(
	["language", "appearance", "sign-out", "home-of-person", "open-data-csv", "certificate-pdf"].map(
		(name) => `routes/resources/${name}`,
	),
);

function ownAudience(id: string): Audience {
	if (id === "root" || forAnyone.has(id)) return "visitor";
	return ownValue(folders, id.split("/")[1] ?? "") ?? "staff";
}

const rankOf = (audience: Audience) => audiences.indexOf(audience);

/** Who may learn of a route: the strictest of it and what it lies in, since a browser needs all of them. */
function audienceOf(build: ServerBuild, id: string): Audience {
	const own = ownAudience(id);
	const parentId = ownValue(build.routes, id)?.parentId;
	if (!parentId) return own;
	const around = audienceOf(build, parentId);
	return rankOf(around) > rankOf(own) ? around : own;
}

/** The ids of the routes that such a person may learn of. */
export function routesKnownTo(build: ServerBuild, audience: Audience): Set<string> {
	return new Set(Object.keys(build.routes).filter((id) => rankOf(audienceOf(build, id)) <= rankOf(audience)));
}

const isStaffPage = (id: string) => /^routes\/(association|city)\//.test(id);

/**
 * The build as it is for a signed-in person who is not staff: staff's pages are not there, so that what they are told is
 * what they are told of any address that is not. Null where it has none.
 */
export function withoutStaffPages(build: ServerBuild): ServerBuild | null {
	const known = <Route>(routes: Record<string, Route>) =>
		Object.fromEntries(Object.entries(routes).filter(([id]) => !isStaffPage(id)));
	const routes = known(build.routes);
	if (Object.keys(routes).length === Object.keys(build.routes).length) return null;
	return { ...build, routes, assets: { ...build.assets, routes: known(build.assets.routes) } };
}

import routes from "#app/routes.ts";

type RouteEntry = { path?: string; index?: boolean; children?: RouteEntry[] };

/** All addresses of the route map, as patterns; the last resort `*` is the page for what is not there. */
function addressesOf(entries: RouteEntry[], parent = ""): string[] {
	return entries.flatMap((entry) => {
		const path = entry.path === undefined ? parent : `${parent}/${entry.path}`;
		if (entry.children?.length) return addressesOf(entry.children, path);
		return entry.path === "*" || (entry.path === undefined && !entry.index) ? [] : [path === "" ? "/" : path];
	});
}

export const addresses = addressesOf(routes as RouteEntry[]);

import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";

/** A loader or an action. */
type Handler = (args: LoaderFunctionArgs) => unknown;
type Route = NonNullable<ServerBuild["routes"][string]>;

/** The build with every loader and action put behind a guard, which calls `run` or does not, and may change its answer. */
export function guardedBuild(build: ServerBuild, guard: (run: Handler, route: Route) => Handler): ServerBuild {
	const routes = Object.entries(build.routes).map(([id, route]) => {
		if (!route) return [id, route];
		const around = <Kind>(handler: Kind | undefined) => handler && (guard(handler as Handler, route) as Kind);
		const { loader, action } = route.module;
		return [id, { ...route, module: { ...route.module, loader: around(loader), action: around(action) } }];
	});
	return { ...build, routes: Object.fromEntries(routes) };
}

import { index, layout, prefix, type RouteConfig, route } from "@remix-run/route-config";

/*
 * The one map of every address, grouped by who asks. The access tests walk it: a route without a rule in
 * e2e/intruders/access-rules.ts fails.
 */
export default [
	layout("routes/public/layout.tsx", [
		index("routes/public/home.tsx"),
		route("*", "routes/public/not-found.tsx"),
	]),
	...prefix("dev", []),
] satisfies RouteConfig;

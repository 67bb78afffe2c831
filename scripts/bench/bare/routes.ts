import { type RouteConfig, route } from "@remix-run/route-config";

export default [route(":lines", "page.tsx")] satisfies RouteConfig;

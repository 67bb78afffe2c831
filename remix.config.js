/**
 * The one home of Remix's settings. `vite.config.ts` hands it to the Vite plugin.
 *
 * All `v3_*` flags are on, so that a later move to React Router 7 is mechanical.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
	appDirectory: "app",
	ssr: true,
	// Routes are listed in app/routes.ts; nothing is found by file name.
	ignoredRouteFiles: ["**/*"],
	future: {
		v3_fetcherPersist: true,
		v3_lazyRouteDiscovery: true,
		v3_relativeSplatPath: true,
		v3_routeConfig: true,
		v3_singleFetch: true,
		v3_throwAbortReason: true,
	},
};

import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { paraglide } from "./paraglide.config.js";
import remixConfig from "./remix.config.js";

/**
 * Builds the server's entry points beside Remix's own server bundle, so that the web server, the worker and the
 * commands share one set of modules (one pool, one configuration, one metrics registry in a process).
 */
function serverEntries(): Plugin {
	return {
		name: "donbay:server-entries",
		config(_config, { isSsrBuild, command }) {
			if (command !== "build" || !isSsrBuild) return;
			return {
				build: {
					target: "node20",
					rollupOptions: {
						input: {
							index: "virtual:remix/server-build",
							start: "app/server/start.ts",
							worker: "app/server/worker.ts",
							migrate: "app/server/migrate.ts",
							demo: "app/server/demo.ts",
							"audit-verify": "app/server/audit-verify.ts",
							"ledger-verify": "app/server/ledger-verify.ts",
							bench: "app/server/bench.ts",
						},
						output: { entryFileNames: "[name].js", chunkFileNames: "chunk-[name]-[hash].js" },
					},
				},
			};
		},
	};
}

/**
 * Fewer files for the browser: each message and each icon is a module, and what two pages share of them would be a file
 * of its own. Files smaller than this many bytes, before minifying, are merged with others as far as that loads little
 * that a page does not need.
 */
function browserFiles(): Plugin {
	return {
		name: "donbay:browser-files",
		config(_config, { isSsrBuild, command }) {
			if (command !== "build" || isSsrBuild) return;
			return { build: { rollupOptions: { output: { experimentalMinChunkSize: 1_000 } } } };
		},
	};
}

/**
 * Names what the index of the messages exports: Rollup searches `export *` of two thousand modules one by one for each
 * name that a page uses, which took half of the build.
 */
function namedMessages(): Plugin {
	return {
		name: "donbay:named-messages",
		transform: {
			filter: { id: /messages\/compiled\/messages\/_index\.js$/ },
			handler: (code) => code.replace(/export \* from '\.\/(\w+)\.js'/g, "export { $1 } from './$1.js'"),
		},
	};
}

export default defineConfig({
	plugins: [
		paraglideVitePlugin(paraglide),
		namedMessages(),
		tailwindcss(),
		remix(remixConfig),
		serverEntries(),
		browserFiles(),
	],
	build: { target: "es2022", assetsInlineLimit: 0 },
	server: { fs: { allow: ["."] } },
});

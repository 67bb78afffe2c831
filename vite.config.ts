import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { paraglide } from "./paraglide.config.js";
import remixConfig from "./remix.config.js";

/** What can be started with `node build/server/<name>.js`, from app/server/<name>.ts. */
const entries = [
	"start",
	"worker",
	"migrate",
	"demo",
	"audit-verify",
	"audit-erase",
	"ledger-verify",
	"rotate",
	"backup",
	"restore",
	"bench",
];

/**
 * Builds the server's entry points beside Remix's own server bundle, so that the web server, the worker and the
 * commands share one set of modules (one pool, one configuration, one metrics registry in a process).
 *
 * What is built of each first sets NODE_ENV and only then loads the entry with its libraries: static imports would all
 * be loaded first, wherever they stand.
 */
function serverEntries(): Plugin {
	const prefix = "donbay:entry/";
	return {
		name: "donbay:server-entries",
		resolveId(id) {
			return id.startsWith(prefix) ? `\0${id}` : undefined;
		},
		load(id) {
			if (!id.startsWith(`\0${prefix}`)) return;
			const entry = id.slice(prefix.length + 1);
			return `import "/app/house/process/node-env.server.ts";\nawait import("/app/server/${entry}.ts");\n`;
		},
		config(_config, { isSsrBuild, command }) {
			if (command !== "build" || !isSsrBuild) return;
			return {
				build: {
					target: "node20",
					rollupOptions: {
						input: {
							index: "virtual:remix/server-build",
							...Object.fromEntries(entries.map((entry) => [entry, prefix + entry])),
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

/**
 * Keeps the rules of plurals for each language: the compiled messages make them anew for each text with a number, which
 * took longer than any other single thing of the home page.
 */
function keptPlurals(): Plugin {
	const made = "return new Intl.PluralRules(locale, options).select(Number(input))";
	return {
		name: "donbay:kept-plurals",
		transform: {
			filter: { id: /messages\/compiled\/registry\.js$/ },
			handler(code) {
				if (!code.includes(made)) this.error("the compiled messages make plurals in another way than this knows");
				const kept = `
					const key = locale + JSON.stringify(options);
					if (!pluralRules.has(key)) pluralRules.set(key, new Intl.PluralRules(locale, options));
					return pluralRules.get(key).select(Number(input));`;
				return `const pluralRules = new Map();\n${code.replace(made, kept)}`;
			},
		},
	};
}

export default defineConfig({
	plugins: [
		paraglideVitePlugin(paraglide),
		namedMessages(),
		keptPlurals(),
		tailwindcss(),
		remix(remixConfig),
		serverEntries(),
		browserFiles(),
	],
	build: { target: "es2022", assetsInlineLimit: 0 },
	server: { fs: { allow: ["."] } },
});

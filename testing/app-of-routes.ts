import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import * as root from "#app/root.tsx";
import routes from "#app/routes.ts";
import { createApp } from "#app/server/http.server.ts";
import remixConfig from "../remix.config.js";

type Entry = { id?: string; file: string; path?: string; index?: boolean; children?: Entry[] };

const modules = import.meta.glob<ServerBuild["routes"][string]>("../app/routes/**/*.tsx");

async function addRoutes(into: ServerBuild["routes"], entries: Entry[], parentId: string): Promise<void> {
	for (const { file, path, index, children = [], ...entry } of entries) {
		const id = entry.id ?? file.replace(/\.tsx$/, "");
		const module = (await modules[`../app/${file}`]?.()) as never;
		into[id] = { id, parentId, path, index, module };
		await addRoutes(into, children, id);
	}
}

/**
 * What Remix makes of app/routes.ts, without its bundles: pages are rendered, and no browser can run them.
 *
 * @param only the module of the one route that a test asks for, which need not wait for all others.
 */
export async function buildOfRoutes(only?: string): Promise<ServerBuild> {
	const all: ServerBuild["routes"] = { root: { id: "root", path: "", module: root as never } };
	const entries = routes as Entry[];
	await addRoutes(all, only ? entries.filter(({ file }) => file === only) : entries, "root");
	const inBrowser = Object.entries(all).map(([id, route]) => [
		id,
		{ ...route, module: `/assets/${id}.js`, hasLoader: true, hasAction: true, hasErrorBoundary: id === "root" },
	]);
	return {
		entry: { module: (await import("#app/entry.server.tsx")) as never },
		routes: all,
		assets: {
			version: "test",
			url: "/assets/manifest.js",
			entry: { module: "/assets/entry.js", imports: [] },
			routes: Object.fromEntries(inBrowser),
		} as never,
		publicPath: "/",
		assetsBuildDirectory: "",
		basename: "/",
		mode: "production",
		isSpaMode: false,
		future: remixConfig.future as never,
	};
}

export type Listening = { url: string; port: number; close: () => Promise<void> };

/** Our server with these routes, listening on a free port of this machine. */
export async function listenWith(build: ServerBuild): Promise<Listening> {
	const server = createApp({ build, assets: () => {} }).listen(0, "127.0.0.1");
	await new Promise((done) => server.once("listening", done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		close: () => {
			server.closeAllConnections();
			return new Promise((done) => server.close(() => done()));
		},
	};
}

import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../scripts/spawn-server.js";
import { createApp } from "./http.server.ts";
import { GONE_SCRIPT } from "./incoming/gone-script.server.ts";
import { productionAssets } from "./production-assets.server.ts";

const { folder, remove } = temporaryFolder("assets");
const [node = "", entry = ""] = process.argv;
let url: string;
let close: () => void;
beforeAll(async () => {
	mkdirSync(join(folder, "client", "assets"), { recursive: true });
	writeFileSync(join(folder, "client", "assets", "page-abc.js"), "export default 1;");
	writeFileSync(join(folder, "client", "assets", "manifest-abc.js"), "window.__remixManifest={};");
	process.argv[1] = join(folder, "server", "start.js");
	const app = createApp({ build: { routes: {}, assets: { routes: {} } } as never, assets: productionAssets });
	process.argv = [node, entry, ...process.argv.slice(2)];
	const server = app.listen(0, "127.0.0.1");
	await new Promise((done) => server.once("listening", done));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	close = () => server.close();
});
afterAll(() => {
	close();
	remove();
});
afterEach(() => vi.unstubAllGlobals());

const asScript = (path: string) => fetch(`${url}${path}`, { headers: { "Sec-Fetch-Dest": "script" } });

test("files of the build are served for ever, and the list of all routes to nobody", async () => {
	const page = await asScript("/assets/page-abc.js");
	expect([page.status, page.headers.get("Cache-Control")]).toEqual([200, "public, max-age=31536000, immutable"]);
	expect((await asScript("/assets/manifest-abc.js")).status).toBe(404);
});

test("a page that misses a script of an older release gets one that stands in; nobody keeps it", async () => {
	const gone = await asScript("/assets/page-old.js");
	expect([gone.status, gone.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
	expect(gone.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
	expect(await gone.text()).toBe(GONE_SCRIPT);
});

test("whoever else asks for a file that is not there is told so", async () => {
	expect((await fetch(`${url}/assets/page-old.js`)).status).toBe(404);
	expect((await asScript("/assets/page-old.css")).status).toBe(404);
	expect((await asScript("/assets/")).status).toBe(404);
});

/** Runs it as a page's module, anew each time. */
const run = (about: string) =>
	import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`//${about}\n${GONE_SCRIPT}`)}`);

test("it opens where one is going as a document, once, and never comes back to the router", async () => {
	const assign = vi.fn();
	const navigation = { location: { pathname: "/check", search: "?employees=24", hash: "#sum" } };
	vi.stubGlobal("window", { __remixRouter: { state: { navigation } }, location: { assign } });
	const outcome = await Promise.race([run("going"), new Promise((done) => setTimeout(() => done("waits"), 50))]);
	expect(outcome).toBe("waits");
	expect(assign.mock.calls).toEqual([["/check?employees=24#sum"]]);
});

test.each([
	["a page that has just come", {}],
	["somebody who stays", { __remixRouter: { state: { navigation: { location: undefined } } } }],
])("for %s it fails as if it were missing, and loads nothing again", async (about, page) => {
	const assign = vi.fn();
	vi.stubGlobal("window", { ...page, location: { assign } });
	await expect(run(about)).rejects.toThrow("another release");
	expect(assign).not.toHaveBeenCalled();
});

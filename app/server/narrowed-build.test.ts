import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import routes from "#app/routes.ts";
import { bySegment } from "./narrowed-build.server.ts";

type Entry = { id?: string; file: string; path?: string; index?: boolean; children?: Entry[] };
type Flat = { id: string; parentId?: string; path?: string; index?: boolean };

/** As Remix makes it of the route map: flat, below a root whose path is empty. */
function flatten(entries: Entry[], parentId = "root"): Flat[] {
	return entries.flatMap(({ id, file, path, index, children }) => {
		const own = { id: id ?? file.replace(/\.tsx$/, ""), parentId, path, index };
		return [own, ...flatten(children ?? [], own.id)];
	});
}

function buildOf(entries: Entry[]): ServerBuild {
	const all = [{ id: "root", path: "" }, ...flatten(entries)].map((route) => [route.id, { ...route, module: {} }]);
	const known = Object.fromEntries(all);
	return { routes: known, assets: { version: "1", routes: known } } as unknown as ServerBuild;
}

function nest(build: ServerBuild, parentId?: string): object[] {
	return Object.values(build.routes)
		.filter((route) => route?.parentId === parentId)
		.map((route) =>
			route?.index
				? { id: route.id, index: true, path: route.path }
				: { id: route?.id, path: route?.path, children: nest(build, route?.id) },
		);
}

type Matched = [id: string | undefined, pathname: string, params: object][];
const known = new Map<ServerBuild, { routes: object[]; matched: Map<string, Matched> }>();

/** The chain of routes that answers a path, with what each takes from it. */
function matched(build: ServerBuild, path: string): Matched {
	const of = known.get(build) ?? { routes: nest(build), matched: new Map() };
	known.set(build, of);
	const before = of.matched.get(path);
	if (before) return before;
	const matches = matchRoutes(of.routes as never, path) ?? [];
	const found = matches.map(({ route, pathname, params }): Matched[number] => [route.id, pathname, params]);
	of.matched.set(path, found);
	return found;
}

/** What Remix compares for an address: the page's path where it is asked for data. */
function pageOf(address: string): string {
	const path = new URL(`http://donbay${address}`).pathname;
	return path.replace(/\.data$/, "").replace(/^\/_root$/, "/");
}

const whole = buildOf(routes as Entry[]);
const narrowedFor = bySegment(whole, (build) => build);

function expectSame(address: string): void {
	const page = pageOf(address);
	const narrowed = narrowedFor(address);
	expect(matched(narrowed, page), address).toEqual(matched(whole, page));
	// The parents and the home page, which Remix tells the browser of with each document.
	for (let path = page; path !== ""; path = path.slice(0, path.lastIndexOf("/"))) {
		expect(matched(narrowed, path), `${path}, above ${address}`).toEqual(matched(whole, path));
	}
	expect(matched(narrowed, "/"), `home, from ${address}`).toEqual(matched(whole, "/"));
}

function patternsOf(entries: Entry[], parent = ""): string[] {
	return entries.flatMap(({ path, children }) => {
		const own = path === undefined ? parent : `${parent}/${path}`;
		return [own || "/", ...patternsOf(children ?? [], own)];
	});
}

const patterns = [...new Set(patternsOf(routes as Entry[]))];

const ways: [string, (path: string) => string][] = [
	["as it is", (path) => path],
	["with a query", (path) => `${path}?a=/city&b=%00`],
	["with a slash at its end", (path) => `${path}/`],
	["in capitals", (path) => path.toUpperCase()],
	["with a letter encoded", (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
	["as data", (path) => (path === "/" ? "/_root.data" : `${path}.data?_routes=x`)],
	["with more behind it", (path) => `${path}/nothing-here`],
	["with a slash too many", (path) => `/${path}`],
	["from above", (path) => `/x/..${path}`],
];

test.each(ways)("every address is answered by the same routes, %s", (_name, way) => {
	for (const pattern of patterns) {
		const path = pattern.replace(/:\w+/g, "HS-2026-000012").replace("*", "nothing/here");
		expectSame(way(path));
	}
});

test("an address that nobody gave leads to the page that says so", () => {
	// Of the one that cannot be decoded.
	const warned = vi.spyOn(console, "warn").mockReturnValue();
	for (const address of ["/nothing", "/cityx", "/cit", "/__proto__", "/constructor/x", "/%E0%A4%A", "/città", "/a b"]) {
		expectSame(address);
		expect(matched(narrowedFor(address), pageOf(address)).at(-1)?.[0]).toBe("routes/public/not-found");
	}
	warned.mockRestore();
});

test("any mixture of segments is answered as by the whole", () => {
	const words = [...new Set(patterns.flatMap((pattern) => pattern.split("/")))].map((word) => word.replace(":", "a"));
	const segment = fc.oneof(fc.constantFrom(...words, "..", ".", "%2F", "_root.data"), fc.webSegment());
	fc.assert(
		fc.property(fc.array(segment, { maxLength: 5 }), (segments) => expectSame(`/${segments.join("/")}`)),
		{ numRuns: 200 },
	);
});

test("a build is narrowed to what can answer, and the browser's question about other pages gets the whole", () => {
	const ids = (address: string) => Object.keys(narrowedFor(address).routes);
	expect(ids("/verify/ABCD")).toEqual([
		"root",
		"routes/public/layout",
		"routes/public/home",
		"routes/public/verify",
		"routes/public/verify-code",
		"routes/public/not-found",
	]);
	expect(ids("/").length).toBeLessThan(6);
	expect(ids("/webhooks/stripe")).toContain("routes/webhooks/stripe");
	for (const address of ["/", "/finance", "/webhooks/stripe", "/nothing"]) {
		const narrowed = narrowedFor(address);
		expect(Object.keys(narrowed.assets.routes)).toEqual(Object.keys(narrowed.routes));
		expect(narrowed.assets.version).toBe(whole.assets.version);
	}
	// Not an address at all: what Remix says of it is said by any.
	expect(ids("*")).toEqual(ids("/nothing"));
	expect(ids("http://elsewhere.example/city")).toEqual(ids("/nothing"));
});

test("parameters, splats and optional parts at the front are answered everywhere", () => {
	const build = buildOf([
		{ file: "fixed.tsx", path: "fixed/:id" },
		{ file: "small.tsx", path: ":any.txt" },
		{ file: "maybe.tsx", path: "vi?/about" },
		{ file: "area.tsx", path: "area", children: [{ file: "inner.tsx", path: "deep" }] },
		{ file: "frame.tsx", children: [{ file: "rest.tsx", path: "*" }] },
	]);
	const narrow = bySegment(build, (narrowed) => narrowed);
	for (const path of [
		"/fixed/1",
		"/fixed",
		"/vi/about",
		"/about",
		"/a.txt",
		"/area",
		"/area/deep",
		"/area/none",
		"/x/y",
	]) {
		expect(matched(narrow(path), path), path).toEqual(matched(build, path));
	}
});

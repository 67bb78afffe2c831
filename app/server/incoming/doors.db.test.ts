import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { config } from "#app/house/config.server.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { robotsText, securityText } from "./well-known.server.ts";

let house: TestHouse;
let app: Listening;
const given = { ...config };
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
});
afterEach(() => {
	Object.assign(config, given);
});
afterAll(async () => {
	await app.close();
	await house.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });

test("numbers are read from this machine alone, or with the token", async () => {
	expect((await get("/metrics")).status).toBe(200);
	for (const name of ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"]) {
		expect([name, (await get("/metrics", { [name]: "127.0.0.1" })).status]).toEqual([name, 403]);
	}
	config.METRICS_TOKEN = "a token of 16 letters";
	expect((await get("/metrics")).status).toBe(403);
	expect((await get("/metrics", { Authorization: "Bearer another" })).status).toBe(403);
	expect((await get("/metrics", { Authorization: "Bearer a token of 16 letters", Via: "1.1 p" })).status).toBe(200);
});

test("a request's id is believed from a trusted proxy alone", async () => {
	const own = { "X-Request-Id": "chosen-by-me-1" };
	expect((await get("/sign-in", own)).headers.get("X-Request-Id")).not.toBe("chosen-by-me-1");
	config.TRUST_PROXY = 1;
	expect((await get("/sign-in", own)).headers.get("X-Request-Id")).toBe("chosen-by-me-1");
	expect((await get("/sign-in", { "X-Forwarded-Proto": "gopher:" })).status).toBe(200);
});

test("pages say what a browser need not offer, and one thing about caching", async () => {
	const page = await get("/sign-in");
	expect(page.headers.get("Permissions-Policy")).toContain("camera=()");
	expect(page.headers.get("Cache-Control")).toBe("private, no-store");
	const manifest = await get("/__manifest?p=%2Fcheck&version=test");
	expect(manifest.status).toBe(200);
	expect(manifest.headers.get("Cache-Control")).toBe("private, no-store");
});

test("pages of an account are not compressed, others are", async () => {
	const encodings = [];
	// Without a session an account's own pages lead to signing in, so this asks for one that is not there.
	for (const path of ["/check", "/accounts", "/account/nothing", "/account/second-factor/nothing"]) {
		encodings.push([path, (await get(path, { "Accept-Encoding": "gzip" })).headers.get("Content-Encoding")]);
	}
	expect(encodings).toEqual([
		["/check", "gzip"],
		["/accounts", "gzip"],
		["/account/nothing", null],
		["/account/second-factor/nothing", null],
	]);
});

test("robots and finders of holes find their files", async () => {
	const robots = await get("/robots.txt");
	expect(await robots.text()).toBe(robotsText());
	expect(robotsText()).toMatch(/Allow: \/open-data\n[\s\S]*Disallow: \/\n$/);
	expect(await (await get("/.well-known/security.txt")).text()).toMatch(/^Contact: mailto:.+@.+\n/);
	config.SECURITY_CONTACT = "lo-hong@donbay.example";
	expect(securityText(new Date("2026-12-31T17:00:00Z")).split("\n").slice(0, 3)).toEqual([
		"Contact: mailto:lo-hong@donbay.example",
		"Expires: 2027-06-29T00:00:00Z",
		"Preferred-Languages: vi, en",
	]);
});

import { createRequestHandler } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { routesKnownTo } from "./audience.server.ts";
import { manifestFor } from "./manifest.server.ts";

let house: TestHouse;
let app: Listening;
let build: Awaited<ReturnType<typeof buildOfRoutes>>;
const cookies = { visitor: "", owner: "", officer: "" };
beforeAll(async () => {
	house = await testHouse();
	build = await buildOfRoutes();
	app = await listenWith(build);
	cookies.owner = await signedIn(house.db, (await makeBusiness(house.db)).owner);
	cookies.officer = await signedIn(house.db, await makeStaff(house.db, "finance_officer"));
});
afterAll(async () => {
	await app.close();
	await house.close();
});

type Who = keyof typeof cookies;

/** The ids that somebody learns by asking about these addresses; "document" where they are to be opened as documents. */
async function told(who: Who, ...paths: string[]): Promise<string[] | "document"> {
	const query = new URLSearchParams([...paths.map((path) => ["p", path]), ["version", "test"]]);
	const answer = await fetch(`${app.url}/__manifest?${query}`, { headers: { Cookie: cookies[who] } });
	expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
	if (answer.headers.has("X-Remix-Reload-Document")) {
		expect([answer.status, await answer.text()]).toEqual([204, ""]);
		return "document";
	}
	expect(answer.status).toBe(200);
	return Object.keys((await answer.json()) as object);
}

test.each<[string, Who[]]>([
	["/check", ["visitor", "owner", "officer"]],
	["/sign-in/second-factor", ["visitor", "owner", "officer"]],
	["/verify/ABCD-EFGH", ["visitor", "owner", "officer"]],
	["/sign-out", ["visitor", "owner", "officer"]],
	["/account", ["owner", "officer"]],
	// Its file lies among the public ones, its layout does not.
	["/account/second-factor", ["owner", "officer"]],
	["/applications/HS-2026-00001/lines", ["owner", "officer"]],
	["/review", ["officer"]],
	["/finance/batches", ["officer"]],
	["/admin/people", ["officer"]],
	["/files/bank-answers/x", ["officer"]],
	["/finance/statements/budget/x/entries.csv", ["officer"]],
	["/FINANCE", ["officer"]],
	["/nothing-here", []],
	["/finance/nothing/here", []],
])("of %s learn %s, and all others open it as a document", async (path, who) => {
	for (const each of Object.keys(cookies) as Who[]) {
		const ids = await told(each, path);
		expect([each, ids === "document"]).toEqual([each, !who.includes(each)]);
	}
});

test("an address within a page of others tells nothing of that page", async () => {
	expect(await told("visitor", "/account/email/confirm")).not.toContain("routes/account/account");
	expect(await told("owner", "/account/email/confirm")).toContain("routes/account/account");
});

test("twenty addresses are looked up at once, each once; of more the browser asks for the one that is followed", async () => {
	const many = Array.from({ length: 21 }, (_, at) => `/verify/${at}`);
	expect(await told("visitor", ...many.slice(1))).toContain("routes/public/verify-code");
	expect(await told("visitor", ...Array<string>(600).fill("/check"))).toContain("routes/public/check");
	expect(await told("visitor", ...many)).toBe("document");
});

test("no address that none of ours can be is looked up, however many slashes it is made of", async () => {
	for (const path of ["/check//", "//check", `/${"a/".repeat(30)}`, `/verify/${"a".repeat(1_000)}`]) {
		expect(await told("visitor", "/check", path)).toBe("document");
	}
	// As the longest that the server reads.
	const query = new URLSearchParams([
		["p", `/applications/${"/".repeat(7_680)}`],
		["version", "test"],
	]);
	const answer = manifestFor(build);
	const before = process.cpuUsage();
	await answer(new Request(`http://localhost/__manifest?${query}`), async () => "visitor");
	const { user, system } = process.cpuUsage(before);
	expect((user + system) / 1000).toBeLessThan(100);
});

test("it is what Remix would tell, of every address that there is", async () => {
	const remix = createRequestHandler(build, "production");
	for (const route of Object.values(build.routes)) {
		const path = `/${route?.path ?? ""}`.replaceAll(/:\w+/g, "1");
		const query = new URLSearchParams([
			["p", path],
			["version", "test"],
		]);
		const answer = await remix(new Request(`http://localhost/__manifest?${query}`));
		const ids = await told("officer", path);
		// Where it leads nowhere, Remix tells of the page that says so.
		if (ids !== "document") expect([path, ids.toSorted()]).toEqual([path, Object.keys(await answer.json()).toSorted()]);
	}
});

test("twenty addresses cost a few thousandths of a second of the processor", async () => {
	const paths = Array.from({ length: 20 }, (_, at) => `/applications/HS-2026-${at}/recoveries/TH-2026-${at}/answer`);
	const answer = manifestFor(build);
	const query = new URLSearchParams([...paths.map((path) => ["p", path]), ["version", "test"]]);
	const ask = () => answer(new Request(`http://localhost/__manifest?${query}`), async () => "signed in");
	await ask();
	const before = process.cpuUsage();
	for (let times = 0; times < 10; times++) await ask();
	const { user, system } = process.cpuUsage(before);
	expect((user + system) / 10 / 1000).toBeLessThan(20);
});

test("where one of many is not for them, none is told, so that the others are asked for again", async () => {
	expect(await told("visitor", "/check", "/finance")).toBe("document");
	expect(await told("officer", "/check", "/finance")).toEqual(
		expect.arrayContaining(["routes/public/check", "routes/city/finance"]),
	);
});

test("no question of a visitor or a business names a page or file of staff", async () => {
	for (const who of ["visitor", "owner"] as const) {
		const all = new Set<string>();
		for (const route of Object.values(build.routes)) {
			const ids = await told(who, `/${route?.path ?? ""}`);
			if (ids !== "document") for (const id of ids) all.add(id);
		}
		expect([...all].filter((id) => /routes\/(city|association)/.test(id))).toEqual([]);
		expect(all.size).toBeGreaterThan(15);
	}
	expect(routesKnownTo(build, "staff").size).toBe(Object.keys(build.routes).length);
});

test("a page of staff is to a business the page that is not there, to the letter, and to a visitor the way to sign in", async () => {
	const page = async (path: string, Cookie: string, method = "GET") => {
		const answer = await fetch(`${app.url}${path}`, { headers: { Cookie }, redirect: "manual", method });
		const text = await answer.text();
		return { status: answer.status, to: answer.headers.get("Location"), text };
	};
	const varying = /[0-9A-F]{8}|nonce="[^"]*"/g;
	for (const data of ["", ".data"]) {
		const nothing = await page(`/nothing${data}`, cookies.owner);
		for (const path of ["/finance", "/city/budget", "/review", "/admin/people"]) {
			const closed = await page(`${path}${data}`, cookies.owner);
			expect(closed.status).toBe(404);
			expect(closed.text.replaceAll(varying, "")).toBe(nothing.text.replaceAll(varying, ""));
		}
	}
	expect((await page("/finance", cookies.owner, "POST")).status).toBe(
		(await page("/nothing", cookies.owner, "POST")).status,
	);
	expect(await page("/finance", cookies.visitor)).toMatchObject({ status: 303, to: "/sign-in?to=%2Ffinance" });
	expect((await page("/finance", cookies.officer)).status).toBe(200);
	// Half of the way in is not in.
	const lapsed = await page("/finance/batches.data", cookies.visitor);
	expect([lapsed.status, lapsed.text]).toEqual([202, expect.stringContaining("/sign-in?to=%2Ffinance%2Fbatches")]);
});

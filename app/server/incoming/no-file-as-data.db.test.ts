import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { WAYS_ON } from "./no-file-as-data.server.ts";

let house: TestHouse;
let app: Listening;
let Cookie: string;
/** The routes without a page whose loader ran. */
const read: string[] = [];
let files: { id: string; path: string }[];

beforeAll(async () => {
	house = await testHouse();
	const build = await buildOfRoutes();
	const routes = Object.entries(build.routes).map(([id, route]) => {
		if (!route?.module.loader || route.module.default) return [id, route];
		const loader = () => {
			read.push(id);
			return new Response("x".repeat(1_000), { headers: { "Content-Type": "application/pdf" } });
		};
		return [id, { ...route, module: { ...route.module, loader } }];
	});
	files = Object.values(build.routes).flatMap((route) => {
		if (!route?.module.loader || route.module.default) return [];
		const path = `/${route.path}`.replaceAll(/:(id|documentId)/g, "00000000-0000-4000-8000-000000000000");
		return [{ id: route.id, path: path.replaceAll(/:\w+/g, "x") }];
	});
	app = await listenWith({ ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] });
	Cookie = await signedIn(house.db, await makeStaff(house.db, "auditor"));
});
afterAll(async () => {
	await app.close();
	await house.close();
});

const ask = (path: string, method = "GET") => fetch(`${app.url}${path}`, { method, headers: { Cookie } });

test("no file and no export is read where it is asked for as the data of a page", async () => {
	const asFiles = files.filter(({ id }) => !WAYS_ON.includes(id));
	expect(asFiles.length).toBeGreaterThan(15);
	for (const { id, path } of asFiles) {
		for (const query of ["", `?_routes=${encodeURIComponent(id)}`]) {
			const answer = await ask(`${path}.data${query}`);
			expect([id, query, answer.status, (await answer.text()).includes("xxxx")]).toEqual([id, query, 404, false]);
		}
		await ask(`${path}.data`, "HEAD");
	}
	expect(read).toEqual([]);
});

test("each is sent as what it is, and a way on leads on in both ways", async () => {
	for (const { id, path } of files) {
		const answer = await ask(path);
		expect([id, answer.status, (await answer.text()).length]).toEqual([id, 200, 1_000]);
	}
	expect(read.toSorted()).toEqual(files.map(({ id }) => id).toSorted());
	read.length = 0;
	for (const { path } of files.filter(({ id }) => WAYS_ON.includes(id))) await ask(`${path}.data`);
	expect(read.toSorted()).toEqual(WAYS_ON.toSorted());
});
